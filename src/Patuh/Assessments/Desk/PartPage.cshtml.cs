using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.Desk;

/// <summary>The desk: one dimension of one unit, all its cells on a page, saved as they are typed (with a script) or together (without).</summary>
[Needs(Right.CyclesRead)]
internal sealed class PartPageModel(PatuhDb db, TimeProvider time, AnswerLog log, AnswerUndo undo, Pens pens) : AssessmentPage(db, time), IDesk
{
    public Dimension Dimension { get; private set; } = null!;

    public IReadOnlyList<(Variable Variable, IReadOnlyList<DeskGrid> Grids)> Variables { get; private set; } = [];

    public IReadOnlyList<Dimension> Siblings { get; private set; } = [];

    public IReadOnlyDictionary<string, AssessmentPartRow> Standing { get; private set; } = new Dictionary<string, AssessmentPartRow>();

    public AssessmentPartRow Now => Standing[Dimension.Code];

    /// <summary>Who holds the pen: me, somebody, nobody (null).</summary>
    public string? PenHolder { get; private set; }

    public bool PenIsMine => Now.PenId == Me.PersonId;

    public bool PenIsAnothers => Now.PenId is not null && !PenIsMine;

    /// <summary>Cells can be typed into.</summary>
    public bool Writes => MayWrite && !PenIsAnothers;

    /// <summary>What was typed and could not be saved, by cell.</summary>
    public Dictionary<string, (string Value, string Reason)> Typed { get; private set; } = [];

    /// <summary>Makes the ids of what this page sends: the same page sent twice is the same answers.</summary>
    public string Seed { get; private set; } = "";

    public IReadOnlyDictionary<string, string> People { get; private set; } = new Dictionary<string, string>();

    /// <summary>Users are many: so many to a page, which a form without script can send whole.</summary>
    private const int UsersToAPage = 50;

    public int UserPage { get; private set; } = 1;

    public int UserPages { get; private set; } = 1;

    public string PersonId => Me.PersonId;

    public string Api => L.Url(WorkArea.Api);

    public string? Respondents => Here + "/responden" + KindQuery;

    public string? Details(DeskCell cell) => $"{Here}/kolom/{cell.Indicator.Code}" + (cell.Subject is null ? "" : "/" + cell.Subject.Id) + KindQuery;

    public string Address => PartAddress(Dimension.Code) + (UserPage == 1 ? "" : (KindQuery.Length > 0 ? "&" : "?") + "hal=" + UserPage);

    public string Users(int page) => PartAddress(Dimension.Code) + (KindQuery.Length > 0 ? "&" : "?") + "hal=" + page;

    public async Task<IActionResult> OnGet(string assessment, string part, string? jenis, CancellationToken cancel)
    {
        if (await Refusal(assessment, part, jenis, cancel) is { } refusal)
            return refusal;
        Seed = Guid.CreateVersion7(Time.GetUtcNow()).ToString();
        return Page();
    }

    public async Task<IActionResult> OnPost(string assessment, string part, string? jenis, CancellationToken cancel)
    {
        if (await Refusal(assessment, part, jenis, cancel) is { } refusal)
            return refusal;
        if (!AnswerAccess.MayWrite(Me, Open.Row, Kind))
            return Foreign();
        var form = new DeskForm(Request.Form, Variables.SelectMany(v => v.Grids).SelectMany(g => g.Cells.Values), Time.GetUtcNow());
        Seed = form.Seed;
        var drafts = form.Drafts(Kind);
        if (drafts.Count == 0)
            return SeeOther(Address, "tetap");
        var outcomes = await log.Append(Me, Open.Row.Id, [.. drafts.Select(d => d.Draft)], cancel);
        foreach (var (outcome, cell, draft) in outcomes.Zip(drafts).Where(o => o.First.Fate is AnswerFate.Refused or AnswerFate.Held).Select(o => (o.First, o.Second.Cell, o.Second.Draft)))
        {
            Errors[cell.Key] = $"{L.T(cell.Indicator.Name)}{(cell.Subject is null ? "" : ", " + DeskWords.Subject(cell.Subject, L))}: {AnswerSentences.Of(outcome.Code, L)}";
            Typed[cell.Key] = (draft.Value, draft.Reason);
        }
        if (Errors.Count == 0)
            return SeeOther(Address, "disimpan");
        // what could be saved is saved; the page shows it as it stands now, with the rest as it was typed
        await LoadCells(cancel);
        return Again();
    }

    public async Task<IActionResult> OnPostUrungkan(string assessment, string part, string? jenis, CancellationToken cancel)
    {
        if (await Refusal(assessment, part, jenis, cancel) is { } refusal)
            return refusal;
        if (!AnswerAccess.MayWrite(Me, Open.Row, Kind))
            return Foreign();
        return SeeOther(Address, await undo.Last(Me, Open, Kind, Codes, cancel) ? "diurungkan" : "tidak-ada-urung");
    }

    public Task<IActionResult> OnPostAmbil(string assessment, string part, string? jenis, CancellationToken cancel) => Pen(assessment, part, jenis, take: true, cancel);

    public Task<IActionResult> OnPostLepas(string assessment, string part, string? jenis, CancellationToken cancel) => Pen(assessment, part, jenis, take: false, cancel);

    private IReadOnlyList<string> Codes => [.. Dimension.Variables.SelectMany(v => v.Indicators).Select(i => i.Code)];

    private async Task<IActionResult> Pen(string assessment, string part, string? jenis, bool take, CancellationToken cancel)
    {
        if (await Refusal(assessment, part, jenis, cancel) is { } refusal)
            return refusal;
        if (!MayWrite)
            return Foreign();
        await pens.Set(Me, Open.Row, Kind, part, take, cancel);
        return SeeOther(Address, take ? "pena-diambil" : "pena-dilepas");
    }

    private async Task<IActionResult?> Refusal(string assessment, string part, string? jenis, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel))
            return Foreign();
        if (Part(part) is not { } dimension)
            return NoPart();
        (Dimension, Siblings) = (dimension, [.. Method.Dimensions(Open.Row.Level)]);
        Title = $"{L.T(dimension.Name)}: {Open.Row.Name}, {Open.Agency.Name}";
        await LoadCells(cancel);
        return null;
    }

    private async Task LoadCells(CancellationToken cancel)
    {
        Standing = (await Parts(cancel)).ToDictionary(p => p.Part);
        var withdrawn = SubjectFate.Withdrawn(Open.Subjects);
        var answers = (await StandingAnswers.Of(Db, Open.Row.Id, Kind, Codes, cancel)).Where(a => !withdrawn.Contains(a.SubjectId)).ToList();
        var self = SeesBoth && !IsSelf ? await Db.Set<AnswerHeadRow>().Where(h => h.AssessmentId == Open.Row.Id && h.Kind == AnswerKind.Self && Codes.Contains(h.Indicator)).ToListAsync(cancel) : [];
        var users = Open.Subjects.Where(s => SubjectRole.Met.Contains(s.Role) && s.EndedAt is null).ToList();
        UserPages = Math.Max(1, (users.Count + UsersToAPage - 1) / UsersToAPage);
        UserPage = int.TryParse(Request.Query["hal"], out var page) ? Math.Clamp(page, 1, UserPages) : 1;
        Variables = DeskGrid.Of(Dimension, [.. Open.Subjects.Where(s => !SubjectRole.Met.Contains(s.Role) && !withdrawn.Contains(s.Id)), .. users.Skip((UserPage - 1) * UsersToAPage).Take(UsersToAPage)], answers, self);
        People = await Names(answers.Select(a => a.PersonId).Append(Now.PenId), cancel);
        PenHolder = Now.PenId is { } holder ? People.GetValueOrDefault(holder, "?") : null;
    }
}
