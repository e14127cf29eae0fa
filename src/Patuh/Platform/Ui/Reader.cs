using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Patuh.Scoring;

namespace Patuh.Platform.Ui;

/// <summary>Who reads a page: the language, taken from the address alone (<c>/en/…</c>), and how numbers and links look in it.</summary>
internal sealed class Reader(string language, string path)
{
    private const string Key = "patuh.reader";

    public string Language { get; } = language;

    public bool English => Language == "en";

    public static Reader Of(HttpContext context) => context.Items[Key] as Reader ?? new Reader("id", "/");

    /// <summary>Takes <c>/en</c> off the path and remembers it.</summary>
    public static void Enter(HttpContext context)
    {
        var english = context.Request.Path.StartsWithSegments("/en", StringComparison.Ordinal, out var rest);
        if (english)
            context.Request.Path = rest.HasValue ? rest : "/";
        context.Items[Key] = new Reader(english ? "en" : "id", "/" + context.Request.Path.ToString().TrimStart('/') + context.Request.QueryString);
    }

    /// <summary>The text in the reader's language.</summary>
    public string T(string indonesian, string english) => English ? english : indonesian;

    public string T(LocalText text) => text.In(Language);

    /// <summary>An address in the reader's language.</summary>
    public string Url(string path) => English ? "/en" + (path == "/" ? "" : path) : path;

    /// <summary>This page in the other language.</summary>
    public string OtherLanguage => English ? path : "/en" + (path == "/" ? "" : path);

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

    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>Zone: a shape and a word, so that colour is never alone.</summary>
    public IHtmlContent Zone(string? zone)
    {
        var (shape, word) = zone switch
        {
            "hijau" => ("●", T("hijau", "green")),
            "kuning" => ("▲", T("kuning", "yellow")),
            "merah" => ("■", T("merah", "red")),
            _ => ("", ""),
        };
        return new HtmlString(word.Length == 0 ? "" : $"<span class=\"zone zone-{zone}\"><span aria-hidden=\"true\">{shape}</span> {word}</span>");
    }

    /// <summary>The badge of a band: its category, or where the method has none its predicate.</summary>
    public IHtmlContent Badge(Instrument instrument, int hundredths)
    {
        var band = instrument.BandOf(hundredths);
        var text = band.Category ?? (band.Predicate is { } p ? T(p) : "");
        return new HtmlString(text.Length == 0 ? "" : $"<span class=\"badge band-{BandLetter(instrument, hundredths)}\">{Encode(text)}</span>");
    }

    /// <summary>A to E: the colour of a band, whatever its method calls it.</summary>
    public static char BandLetter(Instrument instrument, int hundredths) => Letter(instrument, instrument.BandIndexOf(hundredths));

    public static char Letter(Instrument instrument, int band) => instrument.Bands.Count switch
    {
        3 => "ACE"[band],
        4 => "ABCE"[band],
        _ => "ABCDE"[Math.Min(4, band)],
    };

    /// <summary>What stands beside the badge of a band: its opinion, and its predicate where the badge does not say it.</summary>
    public string Words(Instrument instrument, int hundredths, bool? cleanAndClear = null)
    {
        var band = instrument.BandOf(hundredths);
        var opinion = instrument.Opinion(band, cleanAndClear, Language);
        var predicate = band is { Category: not null, Predicate: { } p } ? T(p) : null;
        return string.Join(" · ", ((string?[])[opinion, predicate]).Where(w => w is not null));
    }
}
