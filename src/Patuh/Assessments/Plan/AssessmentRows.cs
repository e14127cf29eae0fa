using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Patuh.Accounts.Permissions;

namespace Patuh.Assessments.Plan;

/// <summary>An agency in a cycle, as it was called and placed when it was planned.</summary>
internal sealed record PlannedAgencyRow
{
    public required string CycleId { get; init; }

    public required string AgencyId { get; init; }

    public required string Class { get; init; }

    public required string Name { get; init; }

    public required string Region { get; init; }

    public string? Province { get; init; }

    /// <summary>The regional office that assesses it; null: the head office.</summary>
    public string? OfficeId { get; init; }

    /// <summary>One of <see cref="AssessmentStatus"/>: assessed or not_assessed.</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    /// <summary>Its office lets it see the provisional score of its self-assessment.</summary>
    public bool ShowsScores { get; init; }

    /// <summary>One of <see cref="SelfState"/>.</summary>
    public string SelfState { get; init; } = Plan.SelfState.Open;

    public string? SelfWhy { get; init; }

    public string? SelfAt { get; init; }

    public string? SelfBy { get; init; }

    public Place Place => new(OfficeId, AgencyId, null, Province) { IsPlanned = true };
}

/// <summary>Where an agency's self-assessment stands.</summary>
internal static class SelfState
{
    public const string Open = "open";
    public const string Submitted = "submitted";
    public const string Returned = "returned";

    /// <summary>Of one unit: its people have finished, the coordinator submits for the agency.</summary>
    public const string Done = "done";
}

/// <summary>Penilaian: one unit in one cycle by one version of an instrument, or, at level agency, the agency as a whole.</summary>
internal sealed record AssessmentRow
{
    public required string Id { get; init; }

    public required string CycleId { get; init; }

    public required string AgencyId { get; init; }

    /// <summary>One of <see cref="AssessmentLevel"/>.</summary>
    public required string Level { get; init; }

    /// <summary>The service unit; null at level agency.</summary>
    public string? OrganisationId { get; init; }

    public required string Name { get; init; }

    /// <summary>False while a place is kept for a unit that is still to be named.</summary>
    public required bool Chosen { get; init; }

    public required string Kind { get; init; }

    public required string Substance { get; init; }

    /// <summary>One of <see cref="AssessmentStatus"/>.</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    public required int Position { get; init; }

    public string? Province { get; init; }

    public string? OfficeId { get; init; }

    public required string InstrumentId { get; init; }

    public required int InstrumentVersion { get; init; }

    /// <summary>Number of its last answer.</summary>
    public int Version { get; init; }

    /// <summary>Of its part of the self-assessment: open, done or returned (<see cref="Plan.SelfState"/>).</summary>
    public string SelfState { get; init; } = Plan.SelfState.Open;

    public string? SelfWhy { get; init; }

    public string? SelfAt { get; init; }

    public string? SelfBy { get; init; }

    public Place Place => new(OfficeId, AgencyId, OrganisationId, Province) { IsPlanned = true };
}

internal static class AssessmentLevel
{
    public const string Unit = "unit";
    public const string Agency = "agency";
}

/// <summary>Only what is assessed counts; the others say why they are not.</summary>
internal static class AssessmentStatus
{
    public const string Assessed = "assessed";
    public const string NotAssessed = "not_assessed";
    public const string Refused = "refused";
    public const string Unreachable = "unreachable";

    public static IReadOnlyList<string> All { get; } = [Assessed, NotAssessed, Refused, Unreachable];
}

/// <summary>A product, or a respondent: an officer by name with a post, a user by number only.</summary>
internal sealed record AssessmentSubjectRow
{
    public required string Id { get; init; }

    public required string AssessmentId { get; init; }

    /// <summary>One of <see cref="SubjectRole"/>.</summary>
    public required string Role { get; init; }

    /// <summary>Of a product: administrative, service, goods; empty for others.</summary>
    public required string Kind { get; init; }

    /// <summary>Order within its role, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Empty where nobody is named yet, and for users.</summary>
    public required string Name { get; init; }

    /// <summary>Jabatan: what an officer is there.</summary>
    public required string Post { get; init; }

    /// <summary>primary or replacement.</summary>
    public required string Standing { get; init; }

    public string? ReplacesId { get; init; }

    /// <summary>When a user agreed to be interviewed.</summary>
    public string? ConsentedAt { get; init; }

    public string? ConfirmedAt { get; init; }

    /// <summary>Replaced or withdrawn: no more answers are asked of it.</summary>
    public string? EndedAt { get; init; }

    public string? EndedWhy { get; init; }

    public required string AddedAt { get; init; }

    public string? AddedBy { get; init; }
}

/// <summary>The kinds of products of the data package.</summary>
internal static class ProductKind
{
    public static IReadOnlyList<string> All { get; } = ["administrative", "service", "goods"];
}

/// <summary>The roles of the data package, and its product.</summary>
internal static class SubjectRole
{
    public const string Product = "product";
    public const string Officer = "officer";
    public const string ComplaintOfficer = "complaint_officer";
    public const string User = "user";
    public const string Public = "public";

    /// <summary>Who is interviewed by name.</summary>
    public static IReadOnlyList<string> Officers { get; } = [Officer, ComplaintOfficer];

    /// <summary>What is asked about and is known before a visit.</summary>
    public static IReadOnlyList<string> Planned { get; } = [Product, .. Officers];

    /// <summary>Who is met on the day: by number, with their consent.</summary>
    public static IReadOnlyList<string> Met { get; } = [User, Public];

    public const string Primary = "primary";
    public const string Replacement = "replacement";

    public static string? Of(Scoring.Subject subject) => subject switch
    {
        Scoring.Subject.Product => Product,
        Scoring.Subject.Officer => Officer,
        Scoring.Subject.ComplaintOfficer => ComplaintOfficer,
        Scoring.Subject.User => User,
        Scoring.Subject.Public => Public,
        _ => null,
    };
}

internal sealed class AssessmentTables : IEntityTypeConfiguration<PlannedAgencyRow>, IEntityTypeConfiguration<AssessmentRow>, IEntityTypeConfiguration<AssessmentSubjectRow>
{
    public void Configure(EntityTypeBuilder<PlannedAgencyRow> builder) => builder.HasKey(a => new { a.CycleId, a.AgencyId });

    public void Configure(EntityTypeBuilder<AssessmentRow> builder) => builder.HasKey(a => a.Id);

    public void Configure(EntityTypeBuilder<AssessmentSubjectRow> builder) => builder.HasKey(s => s.Id);
}
