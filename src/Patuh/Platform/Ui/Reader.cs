using System.Globalization;
using System.Text.Encodings.Web;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Platform.Ui;

/// <summary>
/// Who reads a page: the language, taken from the address alone (<c>/en/…</c>, at work <c>/kerja/en/…</c>, for the cookie's sake), and how numbers and
/// links look in it.
/// </summary>
internal sealed class Reader(string language, string path)
{
    private const string Key = "patuh.reader";

    /// <summary>
    /// Never under <c>/en</c>: what comes before pages (the answers in memory, the limits) looks at the address as it was sent, and must not be told another.
    /// </summary>
    private static readonly PathString[] OneLanguage = [WorkArea.Root, "/api", "/openapi", "/health"];

    public string Language { get; } = language;

    public bool English => Language == "en";

    public static Reader Of(HttpContext context) => context.Items[Key] as Reader ?? new Reader("id", "/");

    /// <summary>Takes <c>/en</c> off the path and remembers it.</summary>
    public static void Enter(HttpContext context)
    {
        var english = context.Request.Path.StartsWithSegments("/en", StringComparison.Ordinal, out var rest) && !Array.Exists(OneLanguage, path => rest.StartsWithSegments(path));
        if (english)
            context.Request.Path = rest.HasValue ? rest : "/";
        else if (english = context.Request.Path.StartsWithSegments(WorkArea.Root + "/en", StringComparison.Ordinal, out var work))
            context.Request.Path = WorkArea.Root + work;
        context.Items[Key] = new Reader(english ? "en" : "id", "/" + context.Request.Path.ToString().TrimStart('/') + context.Request.QueryString);
    }

    /// <summary>The text in the reader's language.</summary>
    public string T(string indonesian, string english) => English ? english : indonesian;

    public string T(LocalText text) => text.In(Language);

    /// <summary>An address in the reader's language.</summary>
    public string Url(string path) => English ? InEnglish(path) : path;

    /// <summary>For <c>aria-current</c>: "page" on the page itself, "true" on those below it.</summary>
    public string? Within(string section)
    {
        var own = path.Split('?')[0];
        return own == section ? "page" : own.StartsWith(section + "/", StringComparison.Ordinal) ? "true" : null;
    }

    /// <summary>Address of this page.</summary>
    public string Here => Url(path);

    /// <summary>This page in the other language.</summary>
    public string OtherLanguage => English ? path : InEnglish(path);

    private static string InEnglish(string path) =>
        WorkArea.Is(path.Split('?')[0]) ? WorkArea.Root + "/en" + path[WorkArea.Root.Length..] : "/en" + (path == "/" ? "" : path);

    /// <summary>A score: 95,70 on Indonesian pages, 95.70 on English ones.</summary>
    public string Score(int hundredths) => Decimal(Bands.TwoDecimals(hundredths));

    public string Decimal(string point) => English ? point : point.Replace('.', ',');

    public string Number(decimal value) => Decimal(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A count with its thousands apart.</summary>
    public string Count(long count) => English ? Grouped(count) : Grouped(count).Replace(',', '.');

    private static string Grouped(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A change with its sign.</summary>
    public string Change(int hundredths) => (hundredths < 0 ? "−" : hundredths > 0 ? "+" : "±") + Score(Math.Abs(hundredths));

    /// <summary>2024-11-21T… as 21 November 2024.</summary>
    public string Date(string iso)
    {
        string[] months = English
            ? ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
            : ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
        return DateOnly.TryParse(iso.AsSpan(0, Math.Min(10, iso.Length)), CultureInfo.InvariantCulture, out var day) ? $"{day.Day} {months[day.Month - 1]} {day.Year}" : iso;
    }

    /// <summary>A time of day: 13.30 on Indonesian pages, 13:30 on English ones.</summary>
    public string Clock(string time) => English ? time : time.Replace(':', '.');

    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>The word for a zone.</summary>
    public string Zone(string zone) => zone switch { "hijau" => T("hijau", "green"), "kuning" => T("kuning", "yellow"), _ => T("merah", "red") };

    /// <summary>What stands beside the badge of a band: its opinion, and its predicate where the badge does not say it.</summary>
    public string Words(Instrument instrument, int hundredths, bool? cleanAndClear = null)
    {
        var band = instrument.BandOf(hundredths);
        var opinion = instrument.Opinion(band, cleanAndClear, Language);
        var predicate = band is { Category: not null, Predicate: { } p } ? T(p) : null;
        return string.Join(" · ", ((string?[])[opinion, predicate]).Where(w => w is not null));
    }
}
