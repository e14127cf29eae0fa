using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Visits;

/// <summary>Tim of an office in a cycle: who is in them, who leads them; made, changed and ended here.</summary>
[Needs(Right.PlansWrite)]
internal sealed class TeamsPageModel(PatuhDb db, TimeProvider time, Teams teams) : VisitPage(db, time)
{
    public const int LongestName = 80;

    public string Office { get; private set; } = "";

    public string OfficeName => Offices.FirstOrDefault(o => o.Id == Office).Name ?? "";

    public IReadOnlyList<(VisitTeamRow Team, IReadOnlyList<string> Members)> All { get; private set; } = [];

    /// <summary>Who can be in a team, and who is although the role has ended.</summary>
    public IReadOnlyList<(string Id, string Name)> People { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    /// <summary>Visits ahead of each team; nothing for those without.</summary>
    public IReadOnlyDictionary<string, int> Ahead { get; private set; } = new Dictionary<string, int>();

    /// <summary>Those that visit nobody any more.</summary>
    public IReadOnlyList<VisitTeamRow> Ended { get; private set; } = [];

    /// <summary>The team that is asked about before it ends.</summary>
    public VisitTeamRow? Ending { get; private set; }

    public VisitTeamRow? Editing { get; private set; }

    public string TypedName { get; private set; } = "";

    public string TypedLeader { get; private set; } = "";

    public IReadOnlyList<string> TypedMembers { get; private set; } = [];

    public bool MayWrite => Cycle.State != CycleState.Closed && Office.Length > 0 && May(Right.PlansWrite, Teams.OfficePlace(Office));

    public string Address => $"{Root}/tim?kantor={Office}";

    public async Task<IActionResult> OnGet(string cycle, string? kantor, string? tim, string? bubar, CancellationToken cancel)
    {
        if (!await Find(cycle, kantor, bubar ?? tim, cancel))
            return Foreign();
        if (bubar is not null && MayWrite)
            (Ending, Editing) = (Editing, null);
        (TypedName, TypedLeader, TypedMembers) = (Editing?.Name ?? "", Editing?.LeaderId ?? "", All.FirstOrDefault(t => t.Team.Id == Editing?.Id).Members ?? []);
        return Page();
    }

    public async Task<IActionResult> OnPost(string cycle, string? kantor, string? tim, string? nama, string? ketua, string[] anggota, CancellationToken cancel)
    {
        if (!await Find(cycle, kantor, tim, cancel) || !MayWrite || (tim is { Length: > 0 } && Editing is null))
            return Foreign();
        var known = People.Select(p => p.Id).ToHashSet();
        (TypedName, TypedLeader, TypedMembers) = (CleanName.Of(nama), ketua ?? "", [.. anggota.Where(known.Contains).Distinct().Order()]);
        if (CleanName.Problem(TypedName, LongestName, L) is { } problem)
            Errors["nama"] = problem;
        else if (All.Any(t => t.Team.Id != Editing?.Id && string.Equals(t.Team.Name, TypedName, StringComparison.OrdinalIgnoreCase)))
            Errors["nama"] = L.T("Tim dengan nama itu sudah ada.", "There is a team of that name already.");
        if (TypedMembers.Count == 0)
            Errors["anggota"] = L.T("Pilih sedikitnya satu anggota.", "Choose at least one member.");
        else if (!TypedMembers.Contains(TypedLeader))
            Errors["ketua"] = L.T("Pilih ketua dari antara anggota tim.", "Choose a leader among the members.");
        if (Errors.Count > 0)
            return Again();
        if (Editing is { } team)
            await teams.Change(Me, team, TypedName, TypedLeader, TypedMembers, cancel);
        else
            await teams.Make(Me, Cycle.Id, Office, TypedName, TypedLeader, TypedMembers, cancel);
        return SeeOther(Address, "tim-disimpan");
    }

    public async Task<IActionResult> OnPostBubarkan(string cycle, string? kantor, string? tim, CancellationToken cancel)
    {
        if (!await Find(cycle, kantor, tim, cancel) || !MayWrite || Editing is not { } team)
            return Foreign();
        if (await teams.End(Me, team, cancel))
            return SeeOther(Address, "tim-dibubarkan");
        (Ending, Editing, Errors["bubar"]) = (team, null, HasAhead(team));
        return Again();
    }

    public string HasAhead(VisitTeamRow team) => L.T($"{team.Name} masih punya {Ahead.GetValueOrDefault(team.Id)} kunjungan ke depan. Pindahkan ke tim lain, atau batalkan dahulu.", $"{team.Name} still has {Ahead.GetValueOrDefault(team.Id)} visits ahead. Move them to another team, or cancel them first.");

    private async Task<bool> Find(string cycle, string? office, string? team, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel))
            return false;
        if (OfficeWithin(office) is not { } mine)
            return false;
        Office = mine;
        Title = L.T($"Tim {OfficeName}", $"Teams of {OfficeName}");
        var all = await Db.Set<VisitTeamRow>().Where(t => t.CycleId == cycle && t.OfficeId == Office).OrderBy(t => t.Name).ThenBy(t => t.EndedAt).ToListAsync(cancel);
        var rows = all.FindAll(t => t.EndedAt is null);
        Ended = all.FindAll(t => t.EndedAt is not null);
        var ids = rows.ConvertAll(t => t.Id);
        var members = (await (from m in Db.Set<VisitTeamMemberRow>() where ids.Contains(m.TeamId) join p in Db.Set<PersonRow>() on m.PersonId equals p.Id orderby p.Name select new { m.TeamId, p.Id, p.Name }).ToListAsync(cancel)).ToLookup(m => m.TeamId);
        All = [.. rows.Select(t => (t, (IReadOnlyList<string>)[.. members[t.Id].Select(m => m.Id)]))];
        Ahead = await Db.Set<VisitRow>().Where(v => ids.Contains(v.TeamId) && VisitState.Ahead.Contains(v.State)).GroupBy(v => v.TeamId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        Editing = rows.Find(t => t.Id == team);
        var candidates = await Teams.Candidates(Db, Office, Today, cancel);
        People = [.. candidates.Concat(Editing is null ? [] : members[Editing.Id].Select(m => (m.Id, m.Name))).DistinctBy(p => p.Item1)];
        Names = members.SelectMany(m => m).Select(m => (m.Id, m.Name)).Concat(candidates).DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2);
        return true;
    }
}
