using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.Permissions;
using Patuh.Agencies;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.PlanPages;

/// <summary>How many agencies of a class or an office are assessed, now and after.</summary>
internal sealed record SampleLine(string Name, int All, int Now, int After);

/// <summary>Which agencies of a draft are assessed: all, none, or a sample of each class, looked at before it is saved.</summary>
[Needs(Right.CyclesWrite)]
internal sealed class SamplePageModel(PatuhDb db, TimeProvider time, AgencyChoice choices) : CyclePage(db, time)
{
    public const int LongestSeed = 40;

    private IReadOnlyList<PlannedAgencyRow> agencies = [];

    public SampleQuestion Question { get; private set; } = null!;

    public SampleChoice? Choice { get; private set; }

    /// <summary>The draw is looked at.</summary>
    public bool Looking { get; private set; }

    public Dictionary<string, int> Numbers { get; } = [];

    public bool MayWrite => Cycle.State == CycleState.Draft;

    public string Address => Here + "/sampel";

    public static string ModeField(string agencyClass) => "cara-" + agencyClass;

    public static string SizeField(string agencyClass) => "jumlah-" + agencyClass;

    public string Mode(string mode) => mode switch
    {
        SampleMode.All => L.T("semua", "all"),
        SampleMode.None => L.T("tidak satu pun", "none"),
        SampleMode.Draw => L.T("sampel", "a sample"),
        _ => L.T("seperti sekarang", "as it is now"),
    };

    public int Count(string agencyClass) => agencies.Count(a => a.Class == agencyClass);

    public IReadOnlyList<SampleLine> ByClass => [.. Question.Classes.Select(c => Line(ClassName(c.Class), agencies.Where(a => a.Class == c.Class)))];

    public IReadOnlyList<SampleLine> ByOffice => [.. agencies.GroupBy(a => a.OfficeId).Select(g => Line(NameOfOffice(g.Key), g)).OrderBy(l => l.Name, StringComparer.Ordinal)];

    public SampleLine Sum => Line(L.T("Semua", "All"), agencies);

    public async Task<IActionResult> OnGet(string cycle, string? lihat, string? semua, CancellationToken cancel)
    {
        if (!await Find(cycle, name => Request.Query[name].ToString(), semua == "ya", cancel))
            return Foreign();
        if (!MayWrite || (lihat != "ya" && semua != "ya"))
            return Page();
        Ask();
        Looking = Errors.Count == 0;
        return Looking ? Page() : Again();
    }

    public async Task<IActionResult> OnPost(string cycle, string? revisi, CancellationToken cancel)
    {
        if (!await Find(cycle, name => Request.Form[name].ToString(), all: false, cancel))
            return Foreign();
        if (MayWrite)
            Ask();
        else
            Errors["sampel"] = PlanWords.Opened(L);
        if (Errors.Count > 0 || Choice is not { } choice)
            return Again();
        var revision = int.TryParse(revisi, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        switch (await choices.Draw(Me, Cycle, Question, Numbers, choice, Why, revision, cancel))
        {
            case PlanFate.Done:
                return SeeOther(Address, "sampel-disimpan");
            case PlanFate.Same:
                return SeeOther(Address, "tetap");
            case var fate:
                if (!await Find(cycle, name => Request.Form[name].ToString(), all: false, cancel))
                    return Foreign();
                Ask();
                Looking = MayWrite && Errors.Count == 0;
                Errors["sampel"] = fate == PlanFate.Opened ? PlanWords.Opened(L) : PlanWords.Changed(L);
                return Again();
        }
    }

    private void Ask()
    {
        foreach (var asked in Question.Classes.Where(c => c.Mode == SampleMode.Draw))
            if (asked.Number(Question.Frame(agencies, asked.Class).Count, L, out var problem) is { } number)
                Numbers[asked.Class] = number;
            else
                Errors[SizeField(asked.Class)] = $"{ClassName(asked.Class)}: {problem}";
        if (Question.Classes.Any(c => c.Mode == SampleMode.Draw) && (Question.Seed.Length is 0 or > LongestSeed || CleanName.Of(Question.Seed) != Question.Seed))
            Errors["benih"] = L.T($"Tulis benih, paling banyak {LongestSeed} karakter.", $"Give a seed of at most {LongestSeed} characters.");
        if (Errors.Count > 0)
            return;
        Choice = Question.Answer(agencies, Numbers);
        if (Choice.Left.Count > 0)
            Reason(Why);
    }

    private SampleLine Line(string name, IEnumerable<PlannedAgencyRow> of)
    {
        var list = of.ToList();
        return new(name, list.Count, list.Count(a => a.Status == AssessmentStatus.Assessed), Choice is null ? 0 : list.Count(a => Choice.Chosen.Contains(a.AgencyId)));
    }

    private async Task<bool> Find(string cycle, Func<string, string> typed, bool all, CancellationToken cancel)
    {
        if (!await Load(cycle, cancel) || !May(Right.CyclesWrite, Place.National))
            return false;
        Title = L.T($"Pilih instansi: {Cycle.Title}", $"Choose agencies: {Cycle.Title}");
        agencies = await Db.Set<PlannedAgencyRow>().Where(a => a.CycleId == cycle).OrderBy(a => a.Name).ThenBy(a => a.AgencyId).ToListAsync(cancel);
        var classes = AgencyClasses.All.Select(c => c.Code).Where(c => Count(c) > 0).Select(c => new ClassSample(c, all ? SampleMode.All : SampleMode.Modes.FirstOrDefault(m => m == typed(ModeField(c))) ?? SampleMode.Keep, typed(SizeField(c)).Trim()));
        var seed = typed("benih").Trim();
        var fresh = seed.Length == 0 && typed("lihat") != "ya" && !HttpMethods.IsPost(Request.Method);
        Question = new([.. classes], fresh ? RandomNumberGenerator.GetInt32(100_000_000, 1_000_000_000).ToString(CultureInfo.InvariantCulture) : seed, typed("provinsi") == "ya", typed("luar") == "ya");
        Why = typed("alasan").Trim();
        return true;
    }
}
