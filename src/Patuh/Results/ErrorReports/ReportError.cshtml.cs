using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Patuh.Agencies.Directory;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;
using Patuh.Results.Published;

namespace Patuh.Results.ErrorReports;

/// <summary>
/// Laporkan kesalahan: the one page of the public face that takes something in. It knows no cookie, so there is no authority that another site could
/// borrow; a form sent from elsewhere is refused all the same.
/// </summary>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(RateLimits.Forms)]
internal sealed class ReportErrorModel(PatuhDb db, Versioned<AgencyDirectory> directories, TimeProvider time) : PublicPage
{
    private const int LongestMessage = 2000;
    private const int LongestLine = 300;

    // without letters and digits that look alike
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly string[] Kinds = ["score", "rank", "band", "zone", "milestone", "target", "not_assessed"];

    public DirectoryEntry? Agency { get; private set; }

    public int? Year { get; private set; }

    public string? Kind { get; private set; }

    public string? KindWord => Kind is null ? null : ClaimWords.Kind(Kind, L);

    public string Message { get; private set; } = "";

    public string Source { get; private set; } = "";

    public string Contact { get; private set; } = "";

    public Dictionary<string, string> Errors { get; } = [];

    /// <summary>Number of a report that is here.</summary>
    public string? Number { get; private set; }

    /// <summary>True where a number was asked for that no report has.</summary>
    public bool UnknownNumber { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        await ReadSubject(Request.Query["instansi"], Request.Query["tahun"], Request.Query["jenis"], cancel);
        var asked = Request.Query["nomor"].ToString();
        Number = asked.Length == 9 && await db.Set<ErrorReportRow>().AnyAsync(r => r.Number == asked, cancel) ? asked : null;
        // not kept in memory: the number may be given to somebody later
        if (UnknownNumber = asked.Length > 0 && Number is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
        Title = Number is not null ? L.T("Terima kasih, laporan Anda kami terima", "Thank you, your report has arrived")
            : UnknownNumber ? L.T("Tidak ada laporan dengan nomor itu", "There is no report of that number")
            : L.T("Laporkan kesalahan", "Report an error");
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return Refuse("Formulir ini hanya diterima dari halaman kami sendiri.", "This form is only taken from our own page.");
        var form = await Request.ReadFormAsync(cancel);
        await ReadSubject(form["instansi"], form["tahun"], form["jenis"], cancel);
        (Message, Source, Contact) = (Text("pesan"), Text("sumber"), Text("kontak"));
        Title = L.T("Laporkan kesalahan", "Report an error");
        Check("pesan", Message, LongestMessage);
        Check("sumber", Source, LongestLine);
        Check("kontak", Contact, LongestLine);
        if (Message.Length == 0)
            Errors["pesan"] = L.T("Tulis apa yang salah.", "Write what is wrong.");
        if (Errors.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        // a field that people do not see: who fills it in is no person
        if (Text("situs").Length > 0)
            return Redirect(L.Url("/lapor-kesalahan"));
        var report = new ErrorReportRow
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            Number = $"{RandomNumberGenerator.GetString(Letters, 4)}-{RandomNumberGenerator.GetString(Letters, 4)}",
            AgencyId = Agency?.Id,
            Year = Year,
            Kind = Kind,
            Message = Message,
            Source = Source.Length > 0 ? Source : null,
            Contact = Contact.Length > 0 ? Contact : null,
            SentAt = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        db.Add(report);
        await db.SaveChangesAsync(cancel);
        Response.Headers.Location = L.Url("/lapor-kesalahan?nomor=" + report.Number);
        return StatusCode(StatusCodes.Status303SeeOther);

        string Text(string name) => form[name].ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
    }

    private async Task ReadSubject(string? agency, string? year, string? kind, CancellationToken cancel)
    {
        // what cannot be meant is left out: the report itself matters
        Agency = agency is null ? null : (await directories.Get(cancel)).Find(agency);
        Year = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && AssessmentYears.HasMethod(y) ? y : null;
        Kind = Kinds.Contains(kind) ? kind : null;
    }

    private void Check(string field, string text, int longest)
    {
        if (text.Length > longest)
            Errors[field] = L.T($"Paling banyak {longest} huruf; sekarang {text.Length}.", $"At most {longest} letters; now {text.Length}.");
        else if (text.Any(c => char.IsControl(c) && c != '\n' && c != '\t'))
            Errors[field] = L.T("Ada karakter yang tidak dapat disimpan; ketik ulang bagian itu.", "There is a character that cannot be kept; type that part again.");
    }
}
