using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace XBees.Testing.App;

/// <summary>
/// The actions of the controllers, found once for all apps of a run. MVC keeps with an action how it is called and bound, as code that is
/// compiled at the first call: a quarter of the processor, were it done again for each of hundreds of apps. Pages stay each app's own: with
/// them MVC keeps filters that hold an app's keys.
/// </summary>
internal sealed class SameControllers(IActionDescriptorProvider first) : IActionDescriptorProvider
{
    private static readonly Lock Gate = new();
    private static IReadOnlyList<ActionDescriptor>? actions;

    public int Order => first.Order;

    public static void Use(IServiceCollection services)
    {
        var own = services.Single(it =>
            it.ServiceType == typeof(IActionDescriptorProvider) && it.ImplementationType?.Name == "ControllerActionDescriptorProvider"
        );
        services.Remove(own);
        services.AddSingleton<IActionDescriptorProvider>(app => new SameControllers(
            (IActionDescriptorProvider)ActivatorUtilities.CreateInstance(app, own.ImplementationType!)
        ));
    }

    public void OnProvidersExecuting(ActionDescriptorProviderContext context)
    {
        foreach (var action in Actions())
        {
            context.Results.Add(action);
        }
    }

    public void OnProvidersExecuted(ActionDescriptorProviderContext context) { }

    private IReadOnlyList<ActionDescriptor> Actions()
    {
        lock (Gate)
        {
            if (actions is null)
            {
                var context = new ActionDescriptorProviderContext();
                first.OnProvidersExecuting(context);
                actions = [.. context.Results];
            }
            return actions;
        }
    }
}
