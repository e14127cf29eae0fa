namespace Patuh.Accounts.Organisations.Tree;

/// <summary>An organisation as it is from the day of a change on: one that goes on, or a new one.</summary>
internal sealed record TreeNode(string Id, string Kind, string Name, string? ParentId, string? Province, bool IsNew)
{
    /// <summary>One that goes on, with another name or parent where the change gives it one.</summary>
    public static TreeNode Of(OrganisationRow organisation) => new(organisation.Id, organisation.Kind, organisation.Name, organisation.ParentId, organisation.Province, IsNew: false);

    /// <summary>Where it belongs, as far as rights are concerned.</summary>
    public OrganisationRow Row => new() { Id = Id, Kind = Kind, Name = Name, ParentId = ParentId, Province = Province };
}

/// <summary>
/// Rencana perubahan: what is different from a day on. Pure: <see cref="TreeRules"/> says what is wrong with it, <see cref="TreeBook"/> keeps it.
/// </summary>
/// <param name="Kind">One of <see cref="ChangeKind"/>.</param>
/// <param name="Organisation">On whose page it is made.</param>
/// <param name="Day">From which day it holds.</param>
/// <param name="Law">The legal basis, as a person writes it.</param>
/// <param name="Begin">What is from that day on: those that go on, changed, and those that are new.</param>
/// <param name="End">What is no more from that day on.</param>
internal sealed record TreePlan(string Kind, OrganisationRow Organisation, DateOnly Day, string Law, IReadOnlyList<TreeNode> Begin, IReadOnlyList<OrganisationRow> End)
{
    /// <summary>Whose work goes on where.</summary>
    public IReadOnlyList<(string Predecessor, TreeNode Successor)> Successions { get; init; } = [];

    /// <summary>Roles to be given anew: the grant, and in which successor.</summary>
    public IReadOnlyList<(string Grant, string Successor)> Carried { get; init; } = [];

    /// <summary>Why, for the audit trail.</summary>
    public string Why { get; init; } = "";

    /// <summary>Where work goes on that ends elsewhere: what roles may be offered in.</summary>
    public IReadOnlyList<TreeNode> Successors => [.. Successions.Select(s => s.Successor).DistinctBy(s => s.Id)];

    /// <summary>Those that are there before the change.</summary>
    public IReadOnlyList<string> Participants => [.. Begin.Where(b => !b.IsNew).Select(b => b.Id).Concat(End.Select(e => e.Id))];
}
