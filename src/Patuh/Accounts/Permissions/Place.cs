using Patuh.Accounts.Organisations;

namespace Patuh.Accounts.Permissions;

/// <summary>
/// Where a resource belongs, as far as rights are concerned: to the nation, to a regional office, to an agency in a province, or to one of its units.
/// </summary>
internal readonly record struct Place(string? OfficeId, string? AgencyId, string? UnitId, string? Province)
{
    /// <summary>As a cycle's plan names it, which stays so for the year whatever becomes of the organisation.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>What belongs to nobody but the head office.</summary>
    public static Place National { get; }

    public static Place Of(OrganisationRow organisation) => organisation.Kind switch
    {
        OrganisationKind.RegionalOffice => new(organisation.Id, null, null, null),
        OrganisationKind.Agency => new(null, organisation.Id, null, organisation.Province),
        OrganisationKind.Unit => new(null, organisation.ParentId, organisation.Id, organisation.Province),
        _ => National,
    };
}
