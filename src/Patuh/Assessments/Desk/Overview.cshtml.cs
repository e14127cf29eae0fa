using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.Desk;

/// <summary>One unit in a cycle: what is missing, first; then its parts with who holds the pen, what is held, and the provisional score down to each answer.</summary>
[Needs(Right.CyclesRead)]
internal sealed class OverviewModel(PatuhDb db, TimeProvider time, HeldAnswers held, SelfAssessments self) : AssessmentPage(db, time)
{
    public IReadOnlyList<(Dimension Dimension, AssessmentPartRow Standing)> PartRows { get; private set; } = [];

    public AssessmentScoreRow? Score { get; private set; }

    /// <summary>The score tree, where the reader may see a score.</summary>
    public ScoreNode? Tree { get; private set; }

    public IReadOnlyList<Lacking> Lacking { get; private set; } = [];

    public IReadOnlyList<AnswerEventRow> Held { get; private set; } = [];

    public IReadOnlyDictionary<string, string> People { get; private set; } = new Dictionary<string, string>();

    /// <summary>Products and officers that nobody has named yet.</summary>
    public int Unnamed => Open.Subjects.Count(s => s.EndedAt is null && s.Name.Length == 0 && SubjectRole.Planned.Contains(s.Role));

    public bool SeesScore => !IsSelf || SeesBoth || Open.Agency.ShowsScores;

    /// <summary>A unit's people say that their part of the self-assessment is finished, or that it is not.</summary>
    public bool MayFinish => IsSelf && MayWrite && Open.Row.Level == AssessmentLevel.Unit;

    /// <summary>The agency's coordinator sends the unit's part back to its people, before all is submitted.</summary>
    public bool MayReturn => MayFinish && Open.Row.SelfState != SelfState.Returned && May(Right.SelfAssessmentSubmit, Open.Agency.Place);

    public bool MayPlan => May(Right.PlansWrite, Open.Row.Place);

    public async Task<IActionResult> OnGet(string assessment, string? jenis, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel))
            return Foreign();
        await Fill(cancel);
        return Page();
    }

    public Task<IActionResult> OnPostTerima(string assessment, string? jenis, string? jawaban, CancellationToken cancel) => Settle(assessment, jenis, jawaban, accept: true, cancel);

    public Task<IActionResult> OnPostKesampingkan(string assessment, string? jenis, string? jawaban, CancellationToken cancel) => Settle(assessment, jenis, jawaban, accept: false, cancel);

    public Task<IActionResult> OnPostSelesai(string assessment, string? jenis, CancellationToken cancel) => Finish(assessment, jenis, SelfState.Done, cancel);

    public Task<IActionResult> OnPostBelum(string assessment, string? jenis, CancellationToken cancel) => Finish(assessment, jenis, SelfState.Open, cancel);

    public async Task<IActionResult> OnPostKembalikan(string assessment, string? jenis, string? alasan, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel) || !MayReturn)
            return Foreign();
        if (!Reason(alasan))
        {
            await Fill(cancel);
            return Again();
        }
        await self.Set(Me, Right.SelfAssessmentSubmit, Open.Row, SelfState.Returned, Why, cancel);
        return SeeOther(Here + KindQuery, "unit-dikembalikan");
    }

    private async Task<IActionResult> Finish(string assessment, string? jenis, string state, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel) || !MayFinish)
            return Foreign();
        await self.Set(Me, Right.SelfAssessmentWrite, Open.Row, state, "", cancel);
        return SeeOther(Here + KindQuery, state == SelfState.Done ? "unit-selesai" : "unit-belum");
    }

    private async Task<IActionResult> Settle(string assessment, string? jenis, string? answer, bool accept, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel) || !AnswerAccess.MayWrite(Me, Open.Row, Kind))
            return Foreign();
        if (await held.Settle(Me, Open, Kind, answer ?? "", accept, cancel) is not { } refusal)
            return SeeOther(Here + KindQuery, accept ? "diterima" : "dikesampingkan");
        Errors["ditahan"] = refusal.Length == 0 ? L.T("Jawaban itu sudah diputuskan, atau tidak ada.", "That answer is settled already, or is not there.") : AnswerSentences.Of(refusal, L);
        await Fill(cancel);
        return Again();
    }

    private async Task Fill(CancellationToken cancel)
    {
        Title = $"{Open.Row.Name}, {Open.Agency.Name}";
        var standing = (await Parts(cancel)).ToDictionary(p => p.Part);
        PartRows = [.. Method.Dimensions(Open.Row.Level).Where(d => standing.ContainsKey(d.Code)).Select(d => (d, standing[d.Code]))];
        Score = await Db.Set<AssessmentScoreRow>().SingleOrDefaultAsync(s => s.AssessmentId == Open.Row.Id && s.Kind == Kind, cancel);
        Held = Score is { Held: > 0 } ? await Db.Set<AnswerEventRow>().Where(e => e.AssessmentId == Open.Row.Id && e.Kind == Kind && e.Held != "" && e.Settled == null).OrderBy(e => e.Number).Take(50).ToListAsync(cancel) : [];
        People = await Names([.. standing.Values.Select(p => p.PenId), .. Held.Select(h => h.PersonId), Score?.ChangedBy], cancel);
        var answers = new AnswerSheet(Method.Instrument, Open.Row.Level == AssessmentLevel.Agency, Open.Subjects, await Heads(Kind, cancel));
        Lacking = Desk.Lacking.Of(Method, Open.Row.Level, answers.Sheet);
        if (SeesScore && Open.Row.Level == AssessmentLevel.Unit && PartRows.Count > 0)
            Tree = ScoreTree.Explain(answers.Sheet, 0).Children.FirstOrDefault(c => c.Kind == NodeKind.Unit);
    }
}
