using System.Reflection;

namespace XBees.Domain.Tests;

public sealed class LayerTests
{
    [Fact]
    public void The_domain_references_NodaTime_and_the_framework_alone() =>
        Assert.All(ReferencesOf(typeof(Ids).Assembly), name => Assert.Equal("NodaTime", name));

    [Fact]
    public void The_application_references_the_domain_alone()
    {
        var application = Assembly.Load("XBees.Application");
        Assert.All(ReferencesOf(application), name => Assert.Contains(name, new[] { "XBees.Domain", "NodaTime" }));
    }

    [Fact]
    public void The_domain_has_no_interface_no_task_and_no_clock()
    {
        var types = typeof(Ids)
            .Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("XBees.", StringComparison.Ordinal) == true)
            .ToList();
        Assert.DoesNotContain(types, type => type.IsInterface);
        var methods = types.SelectMany(type => type.GetMethods(Everything));
        Assert.DoesNotContain(methods, method => typeof(Task).IsAssignableFrom(method.ReturnType));
        var asked = methods.SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType);
        Assert.DoesNotContain(asked, type => type == typeof(TimeProvider) || type == typeof(NodaTime.IClock));
    }

    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static IEnumerable<string> ReferencesOf(Assembly assembly) =>
        assembly
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not ("System" or "netstandard" or "mscorlib"));
}
