using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Workbook;

/// <summary>Buku kerja: download, upload, look at what changes, confirm. A file may be larger here than what is sent elsewhere.</summary>
[Needs(Right.CyclesRead)]
[TakesUpTo(LargestSent)]
[RequestTimeout(SlowestSent)]
internal sealed class WorkbookPageModel(PatuhDb db, TimeProvider time, WorkbookImport import, IDataProtectionProvider protection) : WorkPage
{
    public const int MostShown = 300;

    // base64 is a third longer than what it says
    private const int LargestSent = 14 << 20;

    // ten megabytes over a line of an office in the country, in milliseconds
    private const int SlowestSent = 180_000;

    public OpenAssessment Open { get; private set; } = null!;

    public string Kind { get; private set; } = AnswerKind.Assessed;

    public IReadOnlyList<string> Kinds { get; private set; } = [];

    /// <summary>Why no workbook is taken now; null: it is.</summary>
    public string? Closed { get; private set; }

    public bool MayWrite => AnswerAccess.MayWrite(Me, Open.Row, Kind);

    public List<CellProblem> Problems { get; } = [];

    public WorkbookPreview? Preview { get; private set; }

    public IReadOnlyList<string> Parcel { get; private set; } = [];

    public string Here => $"/kerja/penilaian/{Open.Row.Id}/buku-kerja";

    public string Query => Kind == Kinds[0] ? "" : "?jenis=" + Kind;

    public async Task<IActionResult> OnGet(string assessment, string? jenis, CancellationToken cancel) => await Load(assessment, jenis, cancel) ? Page() : Foreign();

    public async Task<IActionResult> OnPost(string assessment, string? jenis, IFormFile? berkas, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel) || !MayWrite)
            return Foreign();
        if (await File(berkas, cancel) is not { } file)
            return Again();
        if (WorkbookReader.Read(file, L, Problems) is { } read && WorkbookOwner.Problem(read.About, Open, Kind, L) is var wrong)
        {
            if (wrong is not null)
                Problems.Add(new("", "", wrong));
            else
                await Look(read, file, cancel);
        }
        return Problems.Count > 0 ? Again() : Page();
    }

    public async Task<IActionResult> OnPostImpor(string assessment, string? jenis, CancellationToken cancel)
    {
        if (!await Load(assessment, jenis, cancel) || !MayWrite)
            return Foreign();
        if (Closed is not null)
            Problems.Add(new("", "", Closed));
        else if (WorkbookParcel.Open(Protector(), Request.Form["isi"]) is not { } parcel)
            Problems.Add(new("", "", L.T("Pratinjaunya sudah terlalu lama. Unggah buku kerjanya sekali lagi.", "The preview is too old. Upload the workbook once more.")));
        else if (await import.Keep(Me, Open, parcel, cancel) is { } outcomes)
            return SeeOther(Here + Query, outcomes.All(o => o.Fate == AnswerFate.Duplicate) ? "buku-kerja-sama" : "buku-kerja-diimpor");
        else
            Problems.Add(new("", "", L.T("Sejak pratinjau ada yang berubah, dan sebagian jawaban kini ditolak. Tidak ada yang disimpan. Unggah buku kerjanya sekali lagi untuk melihatnya.",
                "Something changed since the preview, and some answers are refused now. Nothing was saved. Upload the workbook once more to see them.")));
        return Again();
    }

    private async Task Look(ReadWorkbook read, byte[] file, CancellationToken cancel)
    {
        var (plan, outcomes) = await import.Look(Me, Open, read, L, Problems, cancel);
        if (Problems.Count > 0)
            return;
        var missing = Method.Of(Open.File, Kind).Dimensions(Open.Row.Level).Where(d => !read.Sheets.Any(s => s.Mark == WorkbookFormat.Mark + d.Code)).Select(d => L.T(d.Name));
        Preview = new(plan, outcomes, [.. missing], read.Ignored);
        Parcel = [.. WorkbookParcel.Of(read.About, Convert.ToHexStringLower(SHA256.HashData(file)), plan).Seal(Protector())];
        if (Parcel.Sum(p => p.Length) <= LargestSent - (1 << 20))
            return;
        (Preview, Parcel) = (null, []);
        Problems.Add(new("", "", L.T("Isinya terlalu banyak untuk sekali unggah. Hapus sebagian lembar penilaian dari salinannya, dan unggah dalam dua bagian.", "It holds too much for one upload. Delete some sheets from a copy, and upload it in two parts.")));
    }

    private async Task<byte[]?> File(IFormFile? file, CancellationToken cancel)
    {
        if (Closed is not null)
            Problems.Add(new("", "", Closed));
        else if (file is null || file.Length == 0)
            Errors["berkas"] = L.T("Pilih dahulu berkas buku kerjanya (.xlsx).", "Choose the workbook's file (.xlsx) first.");
        else if (file.Length > WorkbookFormat.LargestFile)
            Errors["berkas"] = L.T($"Berkasnya lebih dari {WorkbookFormat.LargestFile >> 20} MB. Hapus gambar dan lembar tambahan, lalu unggah lagi.", $"The file is larger than {WorkbookFormat.LargestFile >> 20} MB. Remove pictures and extra sheets, then upload again.");
        else
        {
            var copy = new MemoryStream((int)file.Length);
            await file.CopyToAsync(copy, cancel);
            return copy.ToArray();
        }
        return null;
    }

    private IDataProtector Protector() => protection.CreateProtector("workbook", Me.PersonId, Open.Row.Id, Kind);

    private async Task<bool> Load(string assessment, string? jenis, CancellationToken cancel)
    {
        if (await OpenAssessment.Find(db, assessment, cancel) is not { } open)
            return false;
        (Open, Kinds) = (open, AnswerAccess.Seen(Me, open.Row));
        if (WorkbookFileModel.KindOf(Kinds, jenis) is not { } kind)
            return false;
        (Kind, Title) = (kind, L.T("Buku kerja Excel", "Excel workbook"));
        Closed = open.Row.Status != AssessmentStatus.Assessed ? WorkbookOwner.NotTaken(HeldCode.NotAssessed, L)
            : kind == AnswerKind.Self && open.Agency.SelfState == SelfState.Submitted ? WorkbookOwner.NotTaken(HeldCode.SelfSubmitted, L)
            : !open.Takes(kind, Stamp.Of(Stamp.Today(time))) ? WorkbookOwner.NotTaken(HeldCode.StageClosed, L) : null;
        return true;
    }
}
