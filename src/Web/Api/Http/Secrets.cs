using System.Text.Json;

namespace XBees.Web.Api.Http;

/// <summary>Answers that hold a secret are not repeated (AP-5).</summary>
public static class Secrets
{
    public static RefusedWith Shown(string id) =>
        new(HttpRefusals.SecretShown, new Dictionary<string, JsonElement> { ["id"] = JsonSerializer.SerializeToElement(id) });
}
