using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Evidence;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.Watch;

/// <summary>An agency in a cycle: its units with their progress, its provisional score, its self-assessment, and the plan of what is assessed.</summary>
[Needs(Right.CyclesRead)]
internal sealed class AgencyPlanModel(PatuhDb db, TimeProvider time, UnitPlans plans, SelfAssessments self) : CyclePage(db, time)
{
    public const int LongestName = 200;

    public const int LongestSubstance = 60;

    private List<(AssessmentRow Assessment, AssessmentScoreRow? Score)> assessments = [];

    public PlannedAgencyRow Agency { get; private set; } = null!;

    public IReadOnlyList<UnitLine> Lines { get; private set; } = [];

    /// <summary>Those that are assessed: only they are asked for anything.</summary>
    public IEnumerable<UnitLine> Assessed => Lines.Where(l => l.Unit.Status == AssessmentStatus.Assessed);

    /// <summary>Units whose people have not said that their part of the self-assessment is finished; none where nobody has begun to say so.</summary>
    public int Unfinished => Assessed.Any(l => l.Unit.SelfState != SelfState.Open) ? Assessed.Count(l => l.Unit.SelfState != SelfState.Done) : 0;

    public AssessmentRow? Own { get; private set; }

    /// <summary>Of the agency as a whole.</summary>
    public EvidenceCount OwnEvidence { get; private set; }

    public InstrumentFile Instrument { get; private set; } = null!;

    public ProvisionalAgency? Score { get; private set; }

    public ProgressLine SelfProgress { get; private set; } = null!;

    public bool SeesScores => !Reach.Assessed.Empty && May(Right.AnswersRead, Agency.Place);

    /// <summary>The agency's own people see the score of all its units; somebody of one unit does not.</summary>
    public bool SeesSelfScore => May(Right.SelfAssessmentWrite, Agency.Place);

    public bool MayPlan => Cycle.State != CycleState.Closed && May(Right.PlansWrite, Agency.Place);

    public bool MaySubmit => Cycle.State == CycleState.Open && Agency.SelfState != SelfState.Submitted && May(Right.SelfAssessmentSubmit, Agency.Place) && SelfOpen;

    public bool MayReturn => Cycle.State == CycleState.Open && Agency.SelfState == SelfState.Submitted && (May(Right.SelfAssessmentSubmit, Agency.Place) || MayPlan) && SelfOpen;

    public bool SelfOpen => StageRows.Any(s => Stages.For(AnswerKind.Self).Contains(s.Stage) && s.IsOpen(Today));

    /// <summary>The unit whose place is being filled or whose status is being changed.</summary>
    public AssessmentRow? Editing { get; private set; }

    public string TypedName { get; private set; } = "";

    public string TypedStatus { get; private set; } = "";

    public string TypedKind { get; private set; } = "opd";

    public string TypedSubstance { get; private set; } = "";

    /// <summary>Another unit takes the place of the one that was chosen; otherwise another name is that of the same unit.</summary>
    public bool Another { get; private set; }

    /// <summary>Answers about the agency as a whole: seen by offices, and by the agency where it answers any of them itself.</summary>
    public bool SeesOwn => Own is not null && (SeesScores || Answers.Method.Of(Instrument, AnswerKind.Self).Dimensions(AssessmentLevel.Agency).Any());

    public string Address => $"{Here}/instansi/{Agency.AgencyId}";

    public async Task<IActionResult> OnGet(string cycle, string agency, string? unit, string? jenis, CancellationToken cancel)
    {
        if (!await Find(cycle, agency, cancel, jenis))
            return Foreign();
        Edit(unit);
        return Page();
    }

    public async Task<IActionResult> OnPostUnit(string cycle, string agency, string? unit, string? nama, string? siapa, string? jenis, string? substansi, string? keadaan, string? alasan, CancellationToken cancel)
    {
        if (!await Find(cycle, agency, cancel) || !MayPlan)
            return Foreign();
        Edit(unit);
        if (Editing is not { } editing)
            return Foreign();
        (TypedName, TypedStatus, Why) = (CleanName.Of(nama), AssessmentStatus.All.Contains(keadaan) ? keadaan! : AssessmentStatus.Assessed, (alasan ?? "").Trim());
        (TypedKind, TypedSubstance, Another) = (Loci.Current.Kinds.Contains(jenis) ? jenis! : editing.Kind, CleanName.Of(substansi), siapa == "lain");
        CheckName(editing.Id);
        CheckSubstance();
        if (TypedStatus != AssessmentStatus.Assessed)
            Reason(alasan);
        if (Errors.Count > 0)
            return Again();
        if (await plans.Change(Me, Cycle, editing, new(TypedName, Another, TypedKind, TypedSubstance, TypedStatus, Why), L, cancel) is { } problem)
        {
            Errors[problem.Field] = problem.Sentence;
            return Again();
        }
        return SeeOther(Address, "rencana-disimpan");
    }

    public async Task<IActionResult> OnPostTambah(string cycle, string agency, string? nama, string? jenis, string? substansi, CancellationToken cancel)
    {
        if (!await Find(cycle, agency, cancel) || !MayPlan)
            return Foreign();
        (TypedName, TypedKind, TypedSubstance) = (CleanName.Of(nama), Loci.Current.Kinds.Contains(jenis) ? jenis! : "opd", CleanName.Of(substansi));
        CheckName(null);
        CheckSubstance();
        if (Errors.Count == 0 && !await plans.Add(Me, Cycle, Agency, Instrument, Lines.Count + 1, TypedName, TypedKind, TypedSubstance, cancel))
            Errors["nama"] = UnitPlans.Meanwhile(L);
        return Errors.Count > 0 ? Again() : SeeOther(Address, "unit-direncanakan");
    }

    public async Task<IActionResult> OnPostInstansi(string cycle, string agency, string? keadaan, string? alasan, string? nilai, CancellationToken cancel)
    {
        if (!await Find(cycle, agency, cancel) || !MayPlan)
            return Foreign();
        var status = keadaan == AssessmentStatus.NotAssessed ? AssessmentStatus.NotAssessed : AssessmentStatus.Assessed;
        if (status != AssessmentStatus.Assessed && !Reason(alasan))
            return Again();
        if (await plans.Change(Me, Cycle, Agency, status, (alasan ?? "").Trim(), nilai == "ya", cancel))
            return SeeOther(Address, "rencana-disimpan");
        Errors["alasan"] = UnitPlans.Meanwhile(L);
        return Again();
    }

    public async Task<IActionResult> OnPostKirim(string cycle, string agency, CancellationToken cancel)
    {
        if (!await Find(cycle, agency, cancel) || !MaySubmit)
            return Foreign();
        await self.Set(Me, Right.SelfAssessmentSubmit, Agency, SelfState.Submitted, "", cancel);
        return SeeOther(Address, "mandiri-dikirim");
    }

    public async Task<IActionResult> OnPostKembalikan(string cycle, string agency, string? alasan, CancellationToken cancel)
    {
        if (!await Find(cycle, agency, cancel) || !MayReturn)
            return Foreign();
        if (!Reason(alasan))
            return Again();
        await self.Set(Me, May(Right.SelfAssessmentSubmit, Agency.Place) ? Right.SelfAssessmentSubmit : Right.PlansWrite, Agency, SelfState.Returned, Why, cancel);
        return SeeOther(Address, "mandiri-dikembalikan");
    }

    private void Edit(string? unit)
    {
        Editing = MayPlan ? assessments.Select(a => a.Assessment).FirstOrDefault(a => a.Id == unit && a.Level == AssessmentLevel.Unit) : null;
        if (Editing is { } editing)
            (TypedName, TypedStatus, TypedKind, TypedSubstance, Why) = (editing.Chosen ? editing.Name : "", editing.Status, editing.Kind, editing.Substance, editing.Reason ?? "");
    }

    private void CheckName(string? but)
    {
        if (CleanName.Problem(TypedName, LongestName, L) is { } problem)
            Errors["nama"] = problem;
        else if (assessments.Any(a => a.Assessment.Id != but && a.Assessment.Level == AssessmentLevel.Unit && string.Equals(a.Assessment.Name, TypedName, StringComparison.OrdinalIgnoreCase)))
            Errors["nama"] = L.T("Unit dengan nama itu sudah ada dalam rencana instansi ini.", "The plan of this agency has a unit of that name already.");
    }

    private void CheckSubstance()
    {
        if (TypedSubstance.Length is 0 or > LongestSubstance)
            Errors["substansi"] = L.T($"Tulis substansinya, misalnya kesehatan, paling banyak {LongestSubstance} karakter.", $"Give its substance, such as kesehatan (health), in at most {LongestSubstance} characters.");
    }

    private async Task<bool> Find(string cycle, string agency, CancellationToken cancel, string? jenis = null)
    {
        if (!await Load(cycle, cancel))
            return false;
        Choose(jenis);
        if (await Reach.Within(Db.Set<PlannedAgencyRow>(), Db.Set<AssessmentRow>()).SingleOrDefaultAsync(a => a.CycleId == cycle && a.AgencyId == agency, cancel) is not { } row)
            return false;
        (Agency, Title) = (row, $"{row.Name}: {Cycle.Title}");
        var kind = Reach.Kind;
        var rows = await (from a in Reach.Within(Db.Set<AssessmentRow>())
                          where a.CycleId == cycle && a.AgencyId == agency
                          from s in Db.Set<AssessmentScoreRow>().Where(s => s.AssessmentId == a.Id && s.Kind == kind).DefaultIfEmpty()
                          orderby a.Position
                          select new { a, s }).ToListAsync(cancel);
        assessments = [.. rows.Select(r => (r.a, (AssessmentScoreRow?)r.s))];
        Own = assessments.FirstOrDefault(a => a.Assessment.Level == AssessmentLevel.Agency).Assessment;
        Lines = await UnitLines.Of(Db, [.. assessments.Where(a => a.Assessment.Level == AssessmentLevel.Unit).Select(a => (a.Assessment, row.Name, a.Score))], kind, cancel);
        if (Own is { } own)
            OwnEvidence = (await EvidenceCounts.Of(Db, [own.Id], cancel)).GetValueOrDefault(own.Id);
        Instrument = await Methods.OfClass(Db, cycle, row.Class, cancel);
        if (SeesScores)
            Score = await AgencyScore.Of(Db, Instrument, assessments, kind, cancel);
        var ids = assessments.Where(a => a.Assessment.Status == AssessmentStatus.Assessed).Select(a => a.Assessment.Id).ToList();
        var parts = await Db.Set<AssessmentPartRow>().Where(p => ids.Contains(p.AssessmentId) && p.Kind == AnswerKind.Self).GroupBy(p => p.Part).Select(g => new { g.Key, Given = g.Sum(p => p.Given), Required = g.Sum(p => p.Required) }).ToListAsync(cancel);
        SelfProgress = new(null, "", 0, 0, 0, 0, 0, parts.ToDictionary(p => p.Key, p => (p.Given, p.Required)));
        return true;
    }
}
