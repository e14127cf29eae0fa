using Microsoft.EntityFrameworkCore;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Accounts.Organisations.Tree;

/// <summary>What a change of the tree is refused for, as a sentence beside its field; asked for the preview, and again while nobody else can change the tree.</summary>
internal static class TreeRules
{
    /// <summary>Regional regulations of decades ago are still cited; nothing is planned for longer than this.</summary>
    private const int LongestAhead = 5;

    private static readonly DateOnly Earliest = new(1945, 8, 17);

    /// <summary>Field and sentence of what is wrong, or null.</summary>
    public static async Task<(string Field, string Sentence)?> Problem(PatuhDb db, TreePlan plan, DateOnly today, Reader L, CancellationToken cancel) =>
        DayProblem(plan.Day, today, L) is { } day ? ("hari", day)
        : await ParticipantProblem(db, plan, today, L, cancel) ?? await ParentProblem(db, plan, today, L, cancel) ?? await NameProblem(db, plan, L, cancel);

    private static string? DayProblem(DateOnly day, DateOnly today, Reader L) =>
        day < Earliest ? L.T("Hari itu terlalu lama berlalu; periksa tahunnya.", "That day is too long ago; check the year.")
        : day > today.AddYears(LongestAhead) ? L.T($"Paling jauh {LongestAhead} tahun ke depan; periksa tahunnya.", $"At most {LongestAhead} years ahead; check the year.")
        : null;

    private static async Task<(string, string)?> ParticipantProblem(PatuhDb db, TreePlan plan, DateOnly today, Reader L, CancellationToken cancel)
    {
        var (ids, day) = (plan.Participants, Stamp.Of(plan.Day));
        if (ids.Distinct().Count() != ids.Count)
            return ("dengan", L.T("Sebuah organisasi tidak digabungkan dengan dirinya sendiri.", "An organisation is not merged with itself."));
        var found = await (from o in db.Set<OrganisationRow>()
                           where ids.Contains(o.Id)
                           join v in db.Set<OrganisationVersionRow>() on o.Id equals v.OrganisationId into versions
                           from v in versions.DefaultIfEmpty()
                           select new { o.Id, o.Name, o.ClosedOn, From = v.ValidFrom, To = v.ValidTo }).ToListAsync(cancel);
        foreach (var one in found)
        {
            if (one.ClosedOn is { } closed)
                return ("dengan", L.T($"{one.Name} sudah ditutup sejak {L.Date(closed)}; yang ditutup tidak diubah lagi.", $"{one.Name} has been closed since {L.Date(closed)}; what is closed is not changed any more."));
            if ((Ahead(one.From, today) ?? Ahead(one.To, today)) is { } ahead)
                return ("hari", L.T($"Untuk {one.Name} sudah ada perubahan yang berlaku {L.Date(ahead)}. Batalkan dahulu yang itu di halamannya, atau tunggu sampai berlaku.", $"For {one.Name} a change stands that holds from {L.Date(ahead)}. Undo that one first on its page, or wait until it holds."));
            if (one.From is { } from && string.CompareOrdinal(day, from) <= 0)
                return ("hari", L.T($"Perubahan terakhir {one.Name} berlaku sejak {L.Date(from)}; perubahan berikutnya sesudah hari itu.", $"The last change of {one.Name} holds from {L.Date(from)}; the next one comes after that day."));
        }
        return null;
    }

    private static async Task<(string, string)?> ParentProblem(PatuhDb db, TreePlan plan, DateOnly today, Reader L, CancellationToken cancel)
    {
        // a parent that the change itself makes or keeps is looked at as a part of it
        var parents = plan.Begin.Select(b => b.ParentId).OfType<string>().Except(plan.Begin.Select(b => b.Id)).Distinct().ToList();
        if (parents.Count == 0)
            return null;
        var there = await OrganisationTree.AsOf(db, plan.Day).Where(o => parents.Contains(o.Id)).ToListAsync(cancel);
        if (parents.Exists(id => !there.Exists(t => t.Id == id && t.Kind == OrganisationKind.Agency)))
            return ("ke", L.T("Yang menaungi sebuah unit adalah instansi yang ada pada hari itu; bukan unit, bukan dirinya sendiri, dan bukan yang sudah ditutup.", "A unit belongs to an agency that is there on that day: not to a unit, not to itself, and not to one that is closed."));
        var now = Stamp.Of(today);
        if (await db.Set<OrganisationVersionRow>().Where(v => parents.Contains(v.OrganisationId) && v.ValidTo != null && string.Compare(v.ValidTo, now) > 0).Select(v => v.Name).FirstOrDefaultAsync(cancel) is { } name)
            return ("ke", L.T($"{name} sendiri akan berubah; tunggu sampai perubahan itu berlaku, atau batalkan dahulu.", $"{name} is about to change itself; wait until that holds, or undo it first."));
        return null;
    }

    private static async Task<(string, string)?> NameProblem(PatuhDb db, TreePlan plan, Reader L, CancellationToken cancel)
    {
        var (kinds, parents, own) = (plan.Begin.Select(b => b.Kind).Distinct().ToList(), plan.Begin.Select(b => b.ParentId).OfType<string>().Distinct().ToList(), plan.Participants);
        var others = await OrganisationTree.AsOf(db, plan.Day).Where(o => kinds.Contains(o.Kind) && (o.ParentId == null || parents.Contains(o.ParentId)) && !own.Contains(o.Id)).Select(o => new { o.Kind, o.Name, o.ParentId }).ToListAsync(cancel);
        // units that follow their agency keep their names, whatever the others there are called
        var taken = others.Select(o => (o.ParentId, o.Name.ToUpperInvariant())).ToHashSet();
        foreach (var node in plan.Begin.Where(b => b.Kind == plan.Organisation.Kind))
            if (!taken.Add((node.ParentId, node.Name.ToUpperInvariant())))
                return ("nama", L.T($"Nama “{node.Name}” sudah dipakai di sana pada hari itu.", $"The name “{node.Name}” is taken there on that day."));
        return null;
    }

    private static string? Ahead(string? day, DateOnly today) => day is not null && string.CompareOrdinal(day, Stamp.Of(today)) > 0 ? day : null;
}
