//! The OpenID Connect provider, as a client sees it: code flow with PKCE, nonce and state.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreResponseType,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthenticationContextClass, AuthenticationFlow, AuthorizationCode,
    ClaimsVerificationError, Client, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IdToken, IdTokenClaims, IdTokenFields,
    LogoutRequest, Nonce, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl,
    ProviderMetadataWithLogout, RedirectUrl, RequestTokenError, Scope, SignatureVerificationError,
    StandardErrorResponse, StandardTokenResponse, TokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::RwLock;

use super::Settings;
use super::role::Role;

/// How long the provider's addresses and keys are believed, in milliseconds.
const FRESH: i64 = 60 * 60 * 1000;
/// When one that did not answer is asked again.
const AGAIN: i64 = 60 * 1000;
/// How old a sign-in may be that was asked for anew.
const STEP_UP: Duration = Duration::from_secs(300);
/// What the provider may sign with. Never `none`, and no secret that both sides know.
const SIGNATURES: [CoreJwsSigningAlgorithm; 4] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Why nobody was signed in. Says nothing about the person.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    #[error(
        "the provider's discovery document cannot be had: is `issuer` right, and does it answer?"
    )]
    Discovery(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error(
        "the provider did not exchange the code: is the client's secret right, or was the code used already?"
    )]
    Exchange(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the provider's answer has no identity token")]
    NoToken,
    #[error("the identity token cannot be trusted")]
    Untrusted(#[source] Box<ClaimsVerificationError>),
    #[error("the provider signed in at another level of assurance than was asked for")]
    Assurance,
    #[error("the provider did not ask the person again")]
    NotAskedAgain,
}

/// All that the provider says besides the standard claims.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OtherClaims(pub HashMap<String, Value>);
impl AdditionalClaims for OtherClaims {}

pub type Token = IdToken<
    OtherClaims,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type TokenClaims = IdTokenClaims<OtherClaims, CoreGenderClaim>;
type Fields = IdTokenFields<
    OtherClaims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type OidcClient = Client<
    OtherClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What must be remembered between leaving for the provider and coming back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Flow {
    pub state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifierText,
    again: bool,
}

/// `PkceCodeVerifier` cannot be cloned, which a session asks for.
type PkceCodeVerifierText = String;

/// What the provider says about somebody.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub realm: String,
    /// The provider's pseudonym for the person.
    pub subject: String,
    pub name: String,
    pub cpr: Option<String>,
    /// Empty for a citizen.
    pub roles: Vec<Role>,
    pub unit: Option<String>,
    /// When the person was last asked who they are.
    pub asked_at: i64,
}

pub struct Provider {
    settings: Settings,
    secret: Option<ClientSecret>,
    redirect: RedirectUrl,
    home: PostLogoutRedirectUrl,
    http: reqwest::Client,
    known: RwLock<Option<(i64, Arc<ProviderMetadataWithLogout>)>>,
}

impl Provider {
    pub fn new(
        settings: Settings,
        secret: Option<ClientSecret>,
        redirect: RedirectUrl,
        home: PostLogoutRedirectUrl,
    ) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            // Following a redirect would let a provider make us ask whom it likes.
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(10))
            .build()?;
        Ok(Self {
            settings,
            secret,
            redirect,
            home,
            http,
            known: RwLock::new(None),
        })
    }

    /// Whether this is the provider's name.
    pub fn is(&self, issuer: &str) -> bool {
        self.settings.issuer.as_str() == issuer
    }

    /// Where to send the browser, and what to remember. `again`: the person must be asked even when
    /// the provider knows them.
    pub async fn begin(&self, again: bool) -> Result<(String, Flow), ProviderError> {
        let client = self.client(self.metadata(false).await?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut request = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge)
            .add_scopes(self.settings.scopes.iter().cloned().map(Scope::new));
        if let Some(acr) = &self.settings.acr {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        if again {
            request = request
                .add_prompt(CoreAuthPrompt::Login)
                .set_max_age(Duration::ZERO);
        }
        let (url, state, nonce) = request.url();
        let flow = Flow {
            state,
            nonce,
            verifier: verifier.into_secret(),
            again,
        };
        Ok((url.into(), flow))
    }

    /// Turns the code that the browser brought into somebody.
    pub async fn finish(&self, flow: &Flow, code: String) -> Result<SignedIn, ProviderError> {
        let client = self.client(self.metadata(false).await?);
        let answer = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| ProviderError::Exchange(error.into()))?
            .set_pkce_verifier(PkceCodeVerifier::new(flow.verifier.clone()))
            .request_async(&self.http)
            .await
            .map_err(|error| {
                let cause = match error {
                    // Only the code: the provider's own words may name the person.
                    RequestTokenError::ServerResponse(answer) => answer.error().to_string(),
                    other => other.to_string(),
                };
                ProviderError::Exchange(cause.into())
            })?;
        let token = answer.id_token().ok_or(ProviderError::NoToken)?;

        let claims = match self.verified(token, flow, false).await {
            // The provider may have changed its keys since we asked.
            Err(ProviderError::Untrusted(error)) if is_about_keys(&error) => {
                self.verified(token, flow, true).await?
            }
            verified => verified?,
        };
        self.somebody(&claims, flow)
    }

    async fn verified(
        &self,
        token: &Token,
        flow: &Flow,
        refresh: bool,
    ) -> Result<TokenClaims, ProviderError> {
        let client = self.client(self.metadata(refresh).await?);
        let verifier = client.id_token_verifier().set_allowed_algs(SIGNATURES);
        match token.claims(&verifier, &flow.nonce) {
            Ok(claims) => Ok(claims.clone()),
            Err(error) => Err(ProviderError::Untrusted(Box::new(error))),
        }
    }

    fn somebody(&self, claims: &TokenClaims, flow: &Flow) -> Result<SignedIn, ProviderError> {
        if let Some(acr) = &self.settings.acr
            && claims.auth_context_ref().map(|level| level.as_str()) != Some(acr)
        {
            return Err(ProviderError::Assurance);
        }
        let now = crate::clock::now() / 1000;
        let asked_at = claims.auth_time().map(|time| time.timestamp());
        let step_up = i64::try_from(STEP_UP.as_secs()).unwrap_or(i64::MAX);
        if flow.again && asked_at.is_none_or(|time| time < now - step_up) {
            return Err(ProviderError::NotAskedAgain);
        }
        let Settings {
            claims: names,
            realm,
            roles,
            ..
        } = &self.settings;
        let other = &claims.additional_claims().0;
        let text = |name: &str| other.get(name)?.as_str().map(str::to_owned);
        // One role alone may come without a list.
        let named = other.get(&names.roles).map(|named| match named {
            Value::Array(several) => several.as_slice(),
            one => std::slice::from_ref(one),
        });
        Ok(SignedIn {
            realm: realm.clone().unwrap_or_else(|| claims.issuer().to_string()),
            subject: claims.subject().to_string(),
            name: claims
                .name()
                .and_then(|name| name.get(None))
                .map_or_else(String::new, |name| name.to_string()),
            cpr: text(&names.cpr),
            roles: named
                .into_iter()
                .flatten()
                .filter_map(|name| roles.get(name.as_str()?).copied())
                .collect(),
            unit: text(&names.unit),
            // Who does not say so may have asked long ago.
            asked_at: asked_at.unwrap_or(0),
        })
    }

    /// Where the browser signs out at the provider too; `None` where the provider has no such place.
    pub async fn end(&self) -> Result<Option<String>, ProviderError> {
        let metadata = self.metadata(false).await?;
        let Some(end) = metadata.additional_metadata().end_session_endpoint.clone() else {
            return Ok(None);
        };
        // Without the token as a hint: it has the CPR number in it, and addresses are kept by others.
        let request = LogoutRequest::from(end)
            .set_client_id(ClientId::new(self.settings.client_id.clone()))
            .set_post_logout_redirect_uri(self.home.clone());
        Ok(Some(request.http_get_url().into()))
    }

    async fn metadata(
        &self,
        refresh: bool,
    ) -> Result<Arc<ProviderMetadataWithLogout>, ProviderError> {
        let now = crate::clock::now();
        let is_fresh = |at: i64| now - at < FRESH;
        if let Some((at, metadata)) = &*self.known.read().await
            && is_fresh(*at)
            && !refresh
        {
            return Ok(metadata.clone());
        }
        let mut known = self.known.write().await;
        // Somebody who waited before us may have asked meanwhile.
        if let Some((at, metadata)) = &*known
            && (if refresh { *at > now } else { is_fresh(*at) })
        {
            return Ok(metadata.clone());
        }
        let discovered =
            ProviderMetadataWithLogout::discover_async(self.settings.issuer.clone(), &self.http)
                .await
                .map_err(|error| ProviderError::Discovery(error.to_string().into()));
        match (discovered, &*known) {
            (Ok(metadata), _) => {
                let metadata = Arc::new(metadata);
                *known = Some((crate::clock::now(), metadata.clone()));
                Ok(metadata)
            }
            // A provider that does not answer just now has most probably not moved.
            (Err(_), Some((_, old))) if !refresh => {
                let old = old.clone();
                // Not asked again by everybody who signs in meanwhile.
                *known = Some((crate::clock::now() - FRESH + AGAIN, old.clone()));
                Ok(old)
            }
            (Err(error), _) => Err(error),
        }
    }

    fn client(&self, metadata: Arc<ProviderMetadataWithLogout>) -> OidcClient {
        Client::from_provider_metadata(
            Arc::unwrap_or_clone(metadata),
            ClientId::new(self.settings.client_id.clone()),
            self.secret.clone(),
        )
        .set_redirect_uri(self.redirect.clone())
    }
}

fn is_about_keys(error: &ClaimsVerificationError) -> bool {
    matches!(
        error,
        ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey | SignatureVerificationError::CryptoError(_)
        )
    )
}
