using Patuh.Accounts.Organisations;
using Patuh.Accounts.Roles;
using Patuh.Platform.Audit;

namespace Patuh.Accounts.Permissions;

/// <summary>A role that counts today, with the organisation it is held in.</summary>
internal sealed record Grant(Role Role, OrganisationRow Organisation)
{
    /// <summary>Organisations that are no more and whose work goes on in this one: what a cycle has planned for them is this one's to finish.</summary>
    public IReadOnlyList<string> Former { get; init; } = [];

    private readonly IReadOnlyList<string> provinces = Organisation.Kind == OrganisationKind.RegionalOffice ? RegionalOffices.Find(Organisation.Id)?.Provinces ?? [] : [];

    /// <summary>The provinces that a regional office serves; nothing for others.</summary>
    public IReadOnlyList<string> Provinces => provinces;

    /// <summary>Whether the organisation answers for that place: the nation for all, an office for its region, an agency for its units, a unit for itself.</summary>
    public bool Covers(Place place) => Organisation.Kind switch
    {
        OrganisationKind.HeadOffice => true,
        OrganisationKind.RegionalOffice => place.OfficeId == Organisation.Id || (place.Province is { } province && provinces.Contains(province)),
        OrganisationKind.Agency => Is(place.AgencyId, place),
        OrganisationKind.Unit => Is(place.UnitId, place),
        _ => false,
    };

    private bool Is(string? id, Place place) => id == Organisation.Id || (place.IsPlanned && id is not null && Former.Contains(id));
}

/// <summary>Who asks: a person who is signed in, with the roles of today. Read anew for each request.</summary>
internal sealed class Actor(string personId, string name, string email, string sessionId, bool strong, IReadOnlyList<Grant> grants)
{
    public string PersonId { get; } = personId;

    public string Name { get; } = name;

    public string Email { get; } = email;

    public string SessionId { get; } = sessionId;

    /// <summary>Signed in with a second factor.</summary>
    public bool Strong { get; } = strong;

    public IReadOnlyList<Grant> Grants { get; } = grants;

    /// <summary>Some role of this person asks for a second factor.</summary>
    public bool NeedsSecondFactor => Grants.Any(g => g.Role.Strong);

    /// <summary>Whether the right is held anywhere: what is shown in menus and asked of a route before its resource is known.</summary>
    public bool HasAnywhere(string right) => Grants.Any(g => g.Role.Rights.Contains(right));

    /// <summary>Who is written into the audit trail for using a right on a place.</summary>
    public By By(string right, Place place) =>
        Grants.FirstOrDefault(g => g.Role.Rights.Contains(right) && g.Covers(place)) is { } grant ? new By(PersonId, grant.Role.Code, grant.Organisation.Id) : new By(PersonId);
}
