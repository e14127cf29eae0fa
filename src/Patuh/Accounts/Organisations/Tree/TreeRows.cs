using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Patuh.Accounts.Organisations.Tree;

/// <summary>Versi organisasi: name and parent from a day (yyyy-mm-dd) until before another. An organisation without one was always what its own row says.</summary>
internal sealed class OrganisationVersionRow
{
    /// <summary>The first day of what is known from the beginning.</summary>
    public const string Always = "0001-01-01";

    public required string OrganisationId { get; init; }

    public required string ValidFrom { get; init; }

    public string? ValidTo { get; set; }

    public required string Kind { get; init; }

    public required string Name { get; set; }

    public string? ParentId { get; init; }

    public string? Province { get; init; }

    /// <summary>The change that it began with; null for what was before the first.</summary>
    public string? ChangeId { get; init; }
}

/// <summary>Penerus: the work of one organisation went on in another.</summary>
internal sealed class OrganisationSuccessionRow
{
    public required string PredecessorId { get; init; }

    public required string SuccessorId { get; init; }

    public required string Day { get; init; }

    /// <summary>One of <see cref="ChangeKind"/>.</summary>
    public required string Kind { get; init; }

    public required string Law { get; init; }

    public required string ChangeId { get; init; }
}

/// <summary>Perubahan susunan: what is or will be different from a day on, by which law and why.</summary>
internal sealed class OrganisationChangeRow
{
    public required string Id { get; init; }

    /// <summary>One of <see cref="ChangeKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>On whose page it was made.</summary>
    public required string OrganisationId { get; init; }

    public required string Day { get; init; }

    public required string Law { get; init; }

    public required string Reason { get; init; }

    public string? MadeBy { get; init; }

    public string? MadeRole { get; init; }

    public string? MadeFor { get; init; }

    public required string MadeAt { get; init; }

    public string? EffectiveAt { get; set; }

    public string? UndoneAt { get; set; }
}

/// <summary>A role that is given anew in a successor on the day of the change.</summary>
internal sealed class OrganisationChangeGrantRow
{
    public required string ChangeId { get; init; }

    public required string GrantId { get; init; }

    public required string SuccessorId { get; init; }
}

/// <summary>The kinds of changes, as the database writes them.</summary>
internal static class ChangeKind
{
    public const string Rename = "rename";
    public const string Move = "move";
    public const string Split = "split";
    public const string Merge = "merge";
}

internal sealed class TreeTables : IEntityTypeConfiguration<OrganisationVersionRow>, IEntityTypeConfiguration<OrganisationSuccessionRow>,
    IEntityTypeConfiguration<OrganisationChangeRow>, IEntityTypeConfiguration<OrganisationChangeGrantRow>
{
    public void Configure(EntityTypeBuilder<OrganisationVersionRow> builder) => builder.HasKey(v => new { v.OrganisationId, v.ValidFrom });

    public void Configure(EntityTypeBuilder<OrganisationSuccessionRow> builder) => builder.HasKey(s => new { s.PredecessorId, s.SuccessorId, s.Day });

    public void Configure(EntityTypeBuilder<OrganisationChangeRow> builder) => builder.HasKey(c => c.Id);

    public void Configure(EntityTypeBuilder<OrganisationChangeGrantRow> builder) => builder.HasKey(g => new { g.ChangeId, g.GrantId });
}
