using System.Reflection;

namespace Patuh.Platform;

/// <summary>The version of this program.</summary>
internal static class ProgramVersion
{
    public static string Number { get; } = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static string Text => $"patuh {Number}";
}
