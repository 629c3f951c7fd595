//! A soft sound. Browsers allow it only after somebody has touched the page.

use wasm_bindgen::JsValue;
use web_sys::AudioContext;

/// What makes the sound.
pub struct Bell(AudioContext);

/// The two notes, in hertz, and how long each sounds, in seconds.
const NOTES: [f32; 2] = [659.3, 523.3];
const LENGTH: f64 = 0.6;
const LOUDNESS: f32 = 0.25;

impl Bell {
    /// Asked for by a touch. `None` where the browser has no sound.
    #[must_use]
    pub fn new() -> Option<Self> {
        AudioContext::new().ok().map(Self)
    }

    /// Rings once: two notes that fade away.
    pub fn ring(&self) {
        // Without sound everything else goes on.
        let _ = self.play();
    }

    fn play(&self) -> Result<(), JsValue> {
        let context = &self.0;
        let mut start = context.current_time();
        for note in NOTES {
            let (tone, loud) = (context.create_oscillator()?, context.create_gain()?);
            tone.frequency().set_value(note);
            loud.gain().set_value_at_time(LOUDNESS, start)?;
            loud.gain()
                .exponential_ramp_to_value_at_time(0.001, start + LENGTH)?;
            tone.connect_with_audio_node(&loud)?;
            loud.connect_with_audio_node(&context.destination())?;
            tone.start_with_when(start)?;
            tone.stop_with_when(start + LENGTH)?;
            start += LENGTH / 2.0;
        }
        Ok(())
    }
}
