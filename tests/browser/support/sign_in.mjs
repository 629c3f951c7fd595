/** Signs in as one of the demonstration's people, and comes back to the address. */
export async function signsIn(page, name, address) {
  await page.goto(`/api/v1/sign-in?return_to=${address}`);
  await page.getByRole("button", { name }).first().click();
  await page.waitForURL((url) => url.pathname === address);
  await page.locator("#main-content h1").waitFor();
}
