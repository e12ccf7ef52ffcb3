using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace XBees.Browser.Tests.Attacks;

/// <summary>Notices when something that was typed runs, is blocked by a policy while it tries, or becomes an element.</summary>
public sealed class Inspection
{
    /// <summary>Elements and attributes that nothing of ours makes out of a text.</summary>
    private const string Foreign = """
        root => {
          const ours = 'a article aside b bdi blockquote br button code dd div dl dt em footer form h1 h2 h3 header hr i input kbd label li main mark nav noscript ol option p path pre section select small span strong summary details svg textarea time ul use'.split(' ');
          const found = [];
          for (const element of root.querySelectorAll('*')) {
            if (!ours.includes(element.localName)) found.push(element.outerHTML.slice(0, 200));
            for (const { name, value } of element.attributes) {
              const address = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'ping'].includes(name);
              if (/^on|^srcdoc$|^popover|^is$/i.test(name) || (address && !/^(https?:|mailto:|tel:|\/(?!\/)|#)/i.test(value))) found.push(`${name}=${value}`);
            }
          }
          return found;
        }
        """;

    private readonly ConcurrentQueue<string> alarms = new();

    public static async Task<Inspection> OfAsync(IBrowserContext context)
    {
        var inspection = new Inspection();
        await context.ExposeFunctionAsync("alarm", (string what) => inspection.alarms.Enqueue(what));
        await context.AddInitScriptAsync(
            """
            window.xss = () => window.alarm(`it ran: ${new Error().stack}`);
            document.addEventListener('securitypolicyviolation', event => window.alarm(`${event.violatedDirective} blocked ${event.blockedURI} ${event.sample}`));
            """
        );
        context.Dialog += (_, dialog) =>
        {
            inspection.alarms.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        return inspection;
    }

    /// <summary>Nothing has run, and below this element there is nothing but what our own scripts make.</summary>
    public async Task FindsNothingAsync(ILocator below)
    {
        Assert.Empty(await below.EvaluateAsync<string[]>(Foreign));
        Assert.Empty(alarms);
    }
}
