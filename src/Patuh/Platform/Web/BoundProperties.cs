using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Patuh.Platform.Web;

/// <summary>
/// A page's model has some thirty properties, most of them the framework's, and none of them is bound unless it says so. Looking each of them up for every page is a
/// third of what a server does before it listens: only those that say something are.
/// </summary>
internal sealed class BoundProperties(IPageApplicationModelPartsProvider all) : IPageApplicationModelPartsProvider
{
    /// <summary>Puts itself before the framework's.</summary>
    public static void Add(IServiceCollection services)
    {
        var known = services.Last(s => s.ServiceType == typeof(IPageApplicationModelPartsProvider));
        services.AddSingleton<IPageApplicationModelPartsProvider>(s => new BoundProperties((IPageApplicationModelPartsProvider)ActivatorUtilities.CreateInstance(s, known.ImplementationType!)));
    }

    public PageHandlerModel? CreateHandlerModel(MethodInfo method) => all.CreateHandlerModel(method);

    public PageParameterModel CreateParameterModel(ParameterInfo parameter) => all.CreateParameterModel(parameter);

    public PagePropertyModel CreatePropertyModel(PropertyInfo property) =>
        // the framework goes on without a property that is null, which its signature does not say
        SaysSomething(property) || property.DeclaringType!.IsDefined(typeof(BindPropertiesAttribute), inherit: true) ? all.CreatePropertyModel(property) : null!;

    public bool IsHandler(MethodInfo methodInfo) => all.IsHandler(methodInfo);

    /// <summary>Anything but what the compiler writes, at a property that is not the framework's.</summary>
    private static bool SaysSomething(PropertyInfo property) =>
        property.DeclaringType!.Assembly != typeof(PageModel).Assembly && property.CustomAttributes.Any(a => a.AttributeType.Namespace != "System.Runtime.CompilerServices");
}
