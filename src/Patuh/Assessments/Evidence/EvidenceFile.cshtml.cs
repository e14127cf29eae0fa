using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Cycles;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Files;
using Patuh.Platform.Files.Intake;
using Patuh.Platform.Files.Kinds;
using Patuh.Platform.Files.Serve;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Files.Upload;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.Evidence;

/// <summary>A use as the page of its file shows it.</summary>
internal sealed record EvidencePlace(AssessmentRow Assessment, Indicator? Indicator, EvidenceUseRow Use, AssessmentSubjectRow? Subject);

/// <summary>One file of evidence: looked at, opened, saved; its versions, what it is used for, where the same stands too, and a new version.</summary>
[Needs(Right.CyclesRead)]
[TakesFiles]
internal sealed class EvidenceFileModel(PatuhDb db, TimeProvider time, EvidenceReplacing replacing, FileResponses responses, FormFiles files, FileSettings settings) : WorkPage
{
    public const string Field = "berkas";

    public AgencyEvidence Agency { get; private set; } = null!;

    public override string? Strip => Agency is null ? null : CycleWords.Strip(Agency.Cycle, L);

    public EvidenceRow Evidence { get; private set; } = null!;

    public StoredFileRow Stored { get; private set; } = null!;

    /// <summary>All versions, newest first.</summary>
    public IReadOnlyList<EvidenceRow> Versions { get; private set; } = [];

    public IReadOnlyList<EvidencePlace> Uses { get; private set; } = [];

    /// <summary>Uses in units that are not the reader's.</summary>
    public int OtherUses { get; private set; }

    public EvidenceTwins Twins { get; private set; } = EvidenceTwins.None;

    public IReadOnlyDictionary<string, string> People { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<UploadedFile> Sent { get; private set; } = [];

    public string About { get; private set; } = "";

    /// <summary>A new version can be brought now.</summary>
    public bool MayReplace { get; private set; }

    public string Here => "/kerja/bukti/" + Evidence.Id;

    public bool Own => Evidence.UploadedBy == Me.PersonId;

    public bool Opens => Stored.State == FileState.Clean || (Stored.State == FileState.Waiting && Own);

    /// <summary>A browser shows it in a sandbox.</summary>
    public bool Shows => Stored.MediaType == FileKind.Pdf.MediaType || Stored.MediaType == FileKind.Video.MediaType;

    protected override string? Said(string code) => EvidenceWords.Done(code, L) ?? base.Said(code);

    public async Task<IActionResult> OnGet(string id, string? lihat, CancellationToken cancel)
    {
        if (!await Find(id, cancel))
            return Foreign();
        if (lihat is not null)
            return (lihat == "pratinjau" ? await responses.Preview(HttpContext, Evidence.FileHash, Own) : await responses.Send(HttpContext, Evidence.FileHash, Evidence.Name, Own, inline: lihat == "isi")) ?? Foreign();
        About = Evidence.Description;
        await Fill(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostGanti(string id, string? keterangan, CancellationToken cancel)
    {
        if (!await Find(id, cancel) || !Agency.Assessments.Any(a => AnswerAccess.MayWrite(Me, a, Evidence.Kind)))
            return Foreign();
        Sent = await files.Read(HttpContext, Field, cancel);
        About = (keterangan ?? "").Trim();
        if (Sent.FirstOrDefault(f => f.Refusal is not null) is { } refused)
            Errors[Field] = $"{refused.Name}: {FileRefusal.Of(refused.Refusal!, L, settings)}";
        else if (Sent.Count != 1)
            Errors[Field] = L.T("Pilih satu berkas sebagai versi baru.", "Choose one file as the new version.");
        if (About.Length > AttachModel.LongestDescription)
            Errors["keterangan"] = L.T($"Paling banyak {AttachModel.LongestDescription} karakter.", $"At most {AttachModel.LongestDescription} characters.");
        if (Errors.Count == 0)
        {
            var (next, refusal) = await replacing.Replace(Me, Evidence, Sent[0], About, cancel);
            if (next is not null)
                return SeeOther("/kerja/bukti/" + next, "bukti-diganti");
            if (refusal == EvidenceRefusal.Foreign)
                return Foreign();
            Errors[Field] = EvidenceRefusal.Of(refusal!, Evidence.Kind, L) + L.T(" Berkas Anda tidak hilang: tersimpan di Unggahan saya selama satu hari.", " Your file is not lost: it waits in My uploads for a day.");
        }
        await Fill(cancel);
        return Again();
    }

    private async Task<bool> Find(string id, CancellationToken cancel)
    {
        if (await db.Set<EvidenceRow>().SingleOrDefaultAsync(e => e.Id == id, cancel) is not { } row || await AgencyEvidence.Find(db, Me, row.CycleId, row.AgencyId, cancel) is not { } agency)
            return false;
        var versions = db.Set<EvidenceRow>().Where(e => e.SeriesId == row.SeriesId);
        var uses = await db.Set<EvidenceUseRow>().Where(u => versions.Any(v => v.Id == u.EvidenceId)).ToListAsync(cancel);
        if (!agency.Sees(row, uses.Select(u => u.AssessmentId)))
            return false;
        (Evidence, Agency, Versions) = (row, agency, await versions.OrderByDescending(v => v.Version).ToListAsync(cancel));
        Stored = await db.Set<StoredFileRow>().SingleAsync(f => f.Hash == row.FileHash, cancel);
        var own = uses.Where(u => u.EvidenceId == row.Id).ToList();
        MayReplace = row.WithdrawnAt is null && agency.MayReplace(row, own) && agency.Closed(row.Kind, Stamp.Of(Stamp.Today(time))) is null;
        Uses = [.. own.Where(u => agency.Sees(u.AssessmentId)).Select(u => new EvidencePlace(agency.Assessments.First(a => a.Id == u.AssessmentId), null, u, null)).OrderBy(u => u.Assessment.Position).ThenBy(u => u.Use.Indicator, StringComparer.Ordinal)];
        OtherUses = own.Count - Uses.Count;
        return true;
    }

    private async Task Fill(CancellationToken cancel)
    {
        Title = $"{Evidence.Name}, {Agency.Agency.Name}";
        var of = Agency.Assessments.First(a => a.Id == Evidence.AssessmentId);
        var hash = await db.Set<InstrumentRow>().Where(i => i.Id == of.InstrumentId && i.Version == of.InstrumentVersion).Select(i => i.Hash).SingleAsync(cancel);
        var method = Method.Of(await Methods.Of(db, hash, of.InstrumentId, of.InstrumentVersion, cancel), AnswerKind.Assessed);
        var ids = Uses.Select(u => u.Use.SubjectId).Where(s => s.Length > 0).Distinct().ToList();
        var subjects = ids.Count == 0 ? [] : await db.Set<AssessmentSubjectRow>().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        Uses = [.. Uses.Select(u => u with { Indicator = method.Find(u.Use.Indicator)?.Indicator, Subject = subjects.GetValueOrDefault(u.Use.SubjectId) })];
        var people = Versions.Select(v => v.UploadedBy).Concat(Uses.Select(u => u.Use.DecidedBy).OfType<string>()).Distinct().ToList();
        People = await db.Set<PersonRow>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        Twins = await EvidenceTwins.Of(db, Me, Evidence, cancel);
    }
}
