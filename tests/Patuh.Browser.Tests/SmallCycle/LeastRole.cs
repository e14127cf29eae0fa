using Patuh.Accounts.Roles;

namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>Who may do something and as little else as possible: of the roles that hold the rights, the one with the fewest that change anything, then with the fewest at all.</summary>
internal static class LeastRole
{
    public static string For(params string[] rights) => RoleCatalog.Current.AllRoles.Where(r => rights.All(r.Rights.Contains))
        .OrderBy(r => r.Rights.Count(right => !right.EndsWith(".read", StringComparison.Ordinal))).ThenBy(r => r.Rights.Count).First().Code;
}
