import { OAuth2Server } from "oauth2-mock-server";
import { command } from "./command.mjs";

const tests = "tests/Infrastructure.Tests/bin/Debug/net10.0/XBees.Infrastructure.Tests.dll";

async function signIn() {
  const server = new OAuth2Server();
  await server.issuer.keys.generate("RS256");
  await server.start(0, "localhost");
  try {
    const printed = await command("dotnet", [tests, "--no-ansi", "--filter-class", "*.OAuthServerTests"], { env: { XBEES_OAUTH_SERVER: server.issuer.url } });
    if (!/succeeded: 1\b/.test(printed)) throw new Error(printed);
  } finally {
    await server.stop();
  }
}

/** What agents sign in to where they connect a calendar. */
export const oauth = [{ name: "signing in to an OAuth server that others wrote", run: signIn }];
