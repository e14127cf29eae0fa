using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Desk;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Files;
using Patuh.Platform.Files.Intake;
using Patuh.Platform.Files.Upload;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.Evidence;

/// <summary>Pasang bukti: new files or such as are there already, for one indicator or several, of this unit and of others of the agency.</summary>
[Needs(Right.CyclesRead)]
[TakesFiles]
internal sealed class AttachModel(PatuhDb db, TimeProvider time, EvidenceAttaching attaching, Uploads uploads, FormFiles files, FileSettings settings) : AssessmentPage(db, time)
{
    public const string Field = "berkas";
    public const int LongestDescription = 300;

    /// <summary>Of one form: files times what they are used for.</summary>
    private const int MostUses = 500;
    private const int MostBefore = 100;

    public IReadOnlyList<Variable> Variables { get; private set; } = [];

    /// <summary>Products and respondents that the indicators ask about.</summary>
    public IReadOnlyList<AssessmentSubjectRow> Subjects { get; private set; } = [];

    /// <summary>Other units of the agency that this person writes for.</summary>
    public IReadOnlyList<AssessmentRow> Units { get; private set; } = [];

    /// <summary>What stands for the agency already, newest first.</summary>
    public IReadOnlyList<EvidenceRow> Before { get; private set; } = [];

    /// <summary>What this form brought.</summary>
    public IReadOnlyList<UploadedFile> Sent { get; private set; } = [];

    /// <summary>What one has uploaded before and used nowhere.</summary>
    public IReadOnlyList<UploadedFile> Unused { get; private set; } = [];

    public HashSet<string> Chosen { get; private set; } = [];

    public HashSet<string> ChosenUnits { get; private set; } = [];

    public HashSet<string> ChosenBefore { get; private set; } = [];

    public string ChosenSubject { get; private set; } = "";

    public string About { get; private set; } = "";

    public string Address => Here + "/bukti/pasang" + KindQuery;

    public string Back => Here + "/bukti" + KindQuery;

    public string? ClosedSentence => EvidenceRules.Closed(Open.Cycle, Open.Stages, Open.Agency, Kind, Today) is { } code ? EvidenceRefusal.Of(code, Kind, L) : Open.Row.Status != AssessmentStatus.Assessed ? EvidenceRefusal.Of(EvidenceRefusal.NotAssessed, Kind, L) : null;

    public async Task<IActionResult> OnGet(string assessment, string? jenis, string? untuk, string? subjek, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel))
            return Foreign();
        (Chosen, ChosenSubject) = ([untuk ?? ""], subjek ?? "");
        await Fill(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(string assessment, string? jenis, string[]? indikator, string[]? unit, string[]? bukti, string? subjek, string? keterangan, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel) || !AnswerAccess.MayWrite(Me, Open.Row, Kind))
            return Foreign();
        Sent = await files.Read(HttpContext, Field, cancel);
        (Chosen, ChosenUnits, ChosenBefore, ChosenSubject, About) = ([.. indikator ?? []], [.. unit ?? []], [.. bukti ?? []], subjek ?? "", (keterangan ?? "").Trim());
        if (Sent.Count == 0 && Chosen.Count > 0 && await attaching.IsDone(Me, Open, new EvidenceOrder(Kind, [.. Request.Form[FormFiles.Numbers(Field)].OfType<string>()], [.. ChosenBefore], Targets(), About), cancel))
            return Attached();
        Check();
        if (Errors.Count == 0)
        {
            var refusal = await attaching.Attach(Me, Open, new EvidenceOrder(Kind, [.. Sent.Select(f => f.Id)], [.. ChosenBefore], Targets(), About), cancel);
            if (refusal is EvidenceRefusal.Foreign)
                return Foreign();
            if (refusal is null)
                return Attached();
            Errors[Field] = EvidenceRefusal.Of(refusal, Kind, L) + (Sent.Count > 0 ? L.T(" Berkas Anda tidak hilang: tersimpan di Unggahan saya selama satu hari.", " Your files are not lost: they wait in My uploads for a day.") : "");
        }
        await Fill(cancel);
        return Again();
    }

    private void Check()
    {
        var refused = Sent.Where(f => f.Refusal is not null).ToList();
        if (refused.Count > 0)
            Errors[Field] = refused.Count == 1 ? $"{refused[0].Name}: {FileRefusal.Of(refused[0].Refusal!, L, settings)}" : L.T($"{refused.Count} berkas tidak diterima; alasannya di bawah.", $"{refused.Count} files were not taken; the reasons stand below.");
        else if (Sent.Count == 0 && ChosenBefore.Count == 0)
            Errors[Field] = L.T("Pilih paling sedikit satu berkas, atau centang bukti yang sudah ada.", "Choose at least one file, or tick evidence that is there already.");
        if (Chosen.Count == 0)
            Errors["indikator"] = L.T("Centang paling sedikit satu indikator.", "Tick at least one indicator.");
        else if ((Sent.Count + ChosenBefore.Count) * Chosen.Count * (ChosenUnits.Count + 1) > MostUses)
            Errors["indikator"] = L.T($"Terlalu banyak sekaligus: paling banyak {MostUses} pemasangan. Bagi menjadi beberapa kali.", $"Too much at once: at most {MostUses} uses. Do it in several steps.");
        if (About.Length > LongestDescription)
            Errors["keterangan"] = L.T($"Paling banyak {LongestDescription} karakter.", $"At most {LongestDescription} characters.");
    }

    /// <summary>A product or respondent is of this unit alone, and of those indicators that ask about such.</summary>
    private List<EvidenceTarget> Targets()
    {
        var role = Open.Subjects.FirstOrDefault(s => s.Id == ChosenSubject)?.Role;
        return [.. from unit in ChosenUnits.Append(Open.Row.Id).Distinct()
                   from indicator in Chosen
                   let about = role is not null && unit == Open.Row.Id && Method.Find(indicator) is { } found && SubjectRole.Of(found.Indicator.Subject) == role
                   select new EvidenceTarget(unit, indicator, about ? ChosenSubject : "")];
    }

    private IActionResult Attached()
    {
        var answer = SeeOther(Back, "bukti-dipasang");
        if (Chosen.Count == 1)
            Response.Headers.Location += "#" + Uri.EscapeDataString(Chosen.Single());
        return answer;
    }

    private async Task Fill(CancellationToken cancel)
    {
        Title = L.T($"Pasang bukti: {Open.Row.Name}, {Open.Agency.Name}", $"Attach evidence: {Open.Row.Name}, {Open.Agency.Name}");
        if (!MayWrite)
            return;
        Variables = [.. Method.Dimensions(Open.Row.Level).SelectMany(d => d.Variables)];
        var roles = Variables.SelectMany(v => v.Indicators).Select(i => SubjectRole.Of(i.Subject)).ToHashSet();
        Subjects = [.. Open.Subjects.Where(s => s.EndedAt is null && roles.Contains(s.Role))];
        if (await AgencyEvidence.Find(Db, Me, Open.Row.CycleId, Open.Row.AgencyId, cancel) is not { } agency)
            return;
        Units = [.. agency.Assessments.Where(a => a.Id != Open.Row.Id && a is { Status: AssessmentStatus.Assessed, Chosen: true } && a.Level == Open.Row.Level && agency.MayWrite(a.Id, Kind))];
        var rows = Db.Set<EvidenceRow>().Where(e => e.CycleId == Open.Row.CycleId && e.AgencyId == Open.Row.AgencyId && e.Kind == Kind && e.WithdrawnAt == null);
        var uses = (await Db.Set<EvidenceUseRow>().Where(u => rows.Any(e => e.Id == u.EvidenceId)).Select(u => new { u.EvidenceId, u.AssessmentId }).ToListAsync(cancel)).ToLookup(u => u.EvidenceId, u => u.AssessmentId);
        Before = [.. (await rows.OrderByDescending(e => e.UploadedAt).ThenByDescending(e => e.Id).ToListAsync(cancel)).Where(e => agency.Sees(e, uses[e.Id])).Take(MostBefore)];
        Unused = [.. (await uploads.Of(Me.PersonId, cancel)).Where(u => u.IsReady && Sent.All(s => s.Id != u.Id))];
    }
}
