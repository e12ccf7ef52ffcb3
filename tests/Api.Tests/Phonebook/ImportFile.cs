using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using XBees.Api.Tests.Setup;
using XBees.Testing;
using XBees.Testing.App;
using Xunit;

namespace XBees.Api.Tests.Phonebook;

/// <summary>Files as pages send them.</summary>
internal static class ImportFile
{
    public static byte[] Rows(int count)
    {
        var rows = new StringBuilder("Name,E-mail,Company,Work phone\r\n");
        for (var row = 0; row < count; row++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"Row {row:D5},row{row}@example.org,Oak & Sons,+48 22 555 01 23\r\n");
        }
        return Encoding.UTF8.GetBytes(rows.ToString());
    }

    public static async Task<HttpResponseMessage> SendAsync(
        AppClient who,
        byte[] file,
        string? phonebook,
        params (string Name, string Value)[] others
    )
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "contacts" } };
        if (phonebook is not null)
        {
            form.Add(new StringContent(phonebook), "phonebook");
        }
        foreach (var (name, value) in others.Where(other => other.Name != "phonebook"))
        {
            form.Add(new StringContent(value), name);
        }
        return await who.SendAsync(HttpMethod.Post, $"{Contacts.Path}/import{(phonebook is null ? "/preview" : "")}", form);
    }

    public static async Task<JsonElement> PreviewAsync(AppClient who, byte[] file)
    {
        using var answer = await SendAsync(who, file, null);
        answer.Is(HttpStatusCode.OK);
        return await answer.BodyAsync();
    }

    public static async Task<JsonElement> BeginAsync(
        AppClient who,
        byte[] file,
        string phonebook,
        params (string Name, string Value)[] others
    )
    {
        using var answer = await SendAsync(who, file, phonebook, others);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await answer.BodyAsync();
    }

    /// <summary>Until it is done.</summary>
    public static async Task<JsonElement> RunAsync(
        AppClient who,
        byte[] file,
        string phonebook = "shared",
        params (string Name, string Value)[] others
    )
    {
        var begun = await BeginAsync(who, file, phonebook, others);
        return await Until.Async(
            () => who.GetAsync($"{Contacts.Path}/imports/{begun.Text("id")}"),
            import => import.Text("state") == "done"
        );
    }

    public static async Task<string> RefusedAsync(AppClient who, JsonElement import)
    {
        using var answer = await who.SendAsync(HttpMethod.Get, $"{Contacts.Path}/imports/{import.Text("id")}/refused");
        answer.Is(HttpStatusCode.OK);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
    }
}
