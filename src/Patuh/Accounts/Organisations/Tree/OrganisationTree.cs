using Microsoft.EntityFrameworkCore;
using Patuh.Platform;
using Patuh.Platform.Data;

namespace Patuh.Accounts.Organisations.Tree;

/// <summary>An organisation as it was, is, or by a change that stands will be on a day.</summary>
internal sealed record OrganisationThen
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public string? ParentId { get; init; }

    public string? Province { get; init; }
}

/// <summary>What became of an organisation: its successor with the name it bears on the day of the change.</summary>
internal sealed record Successor(string PredecessorId, string Id, string Name, DateOnly Day, string Kind, string Law);

/// <summary>A name that an organisation bore from a day (null: from the beginning) until before another (null: still).</summary>
internal sealed record NameThen(string Name, DateOnly? From, DateOnly? To);

/// <summary>
/// Susunan organisasi menurut hari: the tree as of a day, past or to come. It reads dates alone, so it is right whether or not the day of a change has been
/// noticed by the program; the organisations' own rows are those of today.
/// </summary>
internal static class OrganisationTree
{
    /// <summary>Every organisation that there is on a day, with its name and parent on that day: one query, to be narrowed by whoever asks.</summary>
    public static IQueryable<OrganisationThen> AsOf(PatuhDb db, DateOnly day)
    {
        var on = Stamp.Of(day);
        var versions = db.Set<OrganisationVersionRow>();
        return db.Set<OrganisationRow>().Where(o => (o.ClosedOn == null || string.Compare(o.ClosedOn, on) > 0) && !versions.Any(v => v.OrganisationId == o.Id))
            .Select(o => new { o.Id, o.Kind, o.Name, o.ParentId, o.Province })
            .Concat(versions.Where(v => string.Compare(v.ValidFrom, on) <= 0 && (v.ValidTo == null || string.Compare(v.ValidTo, on) > 0))
                .Select(v => new { Id = v.OrganisationId, v.Kind, v.Name, v.ParentId, v.Province }))
            .Select(o => new OrganisationThen { Id = o.Id, Kind = o.Kind, Name = o.Name, ParentId = o.ParentId, Province = o.Province });
    }

    /// <summary>What became of some organisations, oldest change first: one query. Nothing for those that go on as they are.</summary>
    public static async Task<ILookup<string, Successor>> SuccessorsOf(PatuhDb db, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        (await Successions(db, db.Set<OrganisationSuccessionRow>().Where(s => ids.Contains(s.PredecessorId)), cancel)).ToLookup(s => s.PredecessorId);

    /// <summary>The names of an organisation, oldest first; nothing while it never had another.</summary>
    public static async Task<IReadOnlyList<NameThen>> NamesOf(PatuhDb db, string id, CancellationToken cancel)
    {
        var names = new List<NameThen>();
        foreach (var v in await db.Set<OrganisationVersionRow>().Where(v => v.OrganisationId == id).OrderBy(v => v.ValidFrom).ToListAsync(cancel))
        {
            var (from, to) = (v.ValidFrom == OrganisationVersionRow.Always ? null : Stamp.ReadDay(v.ValidFrom), Stamp.ReadDay(v.ValidTo));
            if (names.Count > 0 && names[^1].Name == v.Name)
                names[^1] = names[^1] with { To = to };
            else
                names.Add(new NameThen(v.Name, from, to));
        }
        return names.Count == 1 && names[0].To is null ? [] : names;
    }

    private static async Task<IReadOnlyList<Successor>> Successions(PatuhDb db, IQueryable<OrganisationSuccessionRow> rows, CancellationToken cancel)
    {
        var found = await (from s in rows
                           from v in db.Set<OrganisationVersionRow>()
                           where v.OrganisationId == s.SuccessorId && string.Compare(v.ValidFrom, s.Day) <= 0 && (v.ValidTo == null || string.Compare(v.ValidTo, s.Day) > 0)
                           orderby s.Day, v.Name, s.SuccessorId
                           select new { s, v.Name }).ToListAsync(cancel);
        return [.. found.Select(f => new Successor(f.s.PredecessorId, f.s.SuccessorId, f.Name, Stamp.ReadDay(f.s.Day)!.Value, f.s.Kind, f.s.Law))];
    }
}
