using Patuh.Accounts.Roles;

namespace Patuh.Accounts.Permissions;

/// <summary>What a question for permission was answered.</summary>
internal enum Decision
{
    Yes,

    /// <summary>No role within an organisation that answers for the place holds the right.</summary>
    No,

    /// <summary>The right is held, and asks for a second factor that this session has not shown.</summary>
    SecondFactor,

    /// <summary>The person has used a right on the same unit that excludes this one.</summary>
    Separated,
}

/// <summary>
/// The one place where permission is decided: every page, endpoint, export, search hit, file and mail asks here. Pure: no database, no clock; the roles
/// of an <see cref="Actor"/> are those of today.
/// </summary>
internal static class Permission
{
    /// <summary>May this person do that here? Null is the public: it may nothing that has a name.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="right">A right of content/roles.yaml.</param>
    /// <param name="place">Where the resource belongs.</param>
    /// <param name="used">Rights that this person has used on the same unit, for separations of duty.</param>
    /// <exception cref="ArgumentException">There is no such right.</exception>
    public static Decision Decide(Actor? actor, string right, Place place, IReadOnlySet<string>? used = null)
    {
        var entry = RoleCatalog.Current.Right(right);
        if (actor is null || !Holds(actor, right, place))
            return Decision.No;
        if (entry.Strong && !actor.Strong)
            return Decision.SecondFactor;
        if (used is { Count: > 0 })
            foreach (var separation in RoleCatalog.Current.Separations)
                if (separation.Refuses == right && used.Contains(separation.Used))
                    return Decision.Separated;
        return Decision.Yes;
    }

    public static bool May(Actor? actor, string right, Place place, IReadOnlySet<string>? used = null) => Decide(actor, right, place, used) == Decision.Yes;

    /// <summary>Everything on which the person may use the right: for lists, so that they are filtered where the data is.</summary>
    public static Reach Reach(Actor? actor, string right) =>
        actor is null || (RoleCatalog.Current.Right(right).Strong && !actor.Strong) ? Permissions.Reach.Nothing : Permissions.Reach.Of(actor.Grants.Where(g => g.Role.Rights.Contains(right)));

    private static bool Holds(Actor actor, string right, Place place)
    {
        // no iterator: this is asked for every row and every link
        for (var i = 0; i < actor.Grants.Count; i++)
            if (actor.Grants[i].Role.Rights.Contains(right) && actor.Grants[i].Covers(place))
                return true;
        return false;
    }
}
