using System.Text;
using Patuh.Platform.Problems;
using Patuh.Results.Score;
using Patuh.Scoring;

namespace Patuh.Results.Explain;

/// <summary>The score tree for reading.</summary>
internal static class TreeText
{
    public static void Write(ScoreNode root, Scoresheet sheet, Stream output, string language)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        var english = language == "en";
        text.WriteLine(Visible.Whole($"{root.Name!.In(language)} ({root.Code}) · {sheet.Instrument.Title.In(language)}"));
        if (root.Published is { } score)
        {
            var band = sheet.Instrument.BandOf(score);
            var words = ((string?[])[band.Category, band.Opinion?.In(language), band.Predicate?.In(language), band.Zone]).Where(w => w is not null);
            text.WriteLine($"{(english ? "Score" : "Nilai")} {Bands.TwoDecimals(score)} ({Visible.Whole(string.Join(" · ", words))}); {(english ? "exactly" : "persisnya")} {root.Score}");
        }
        else
        {
            text.WriteLine($"{(english ? "No score" : "Tanpa nilai")}: {Word(root.State, language)}");
        }
        if (Scorable.Note(sheet.Instrument) is { } note)
            text.WriteLine(english ? note : $"Catatan: sebagian bobot atau rubrik {sheet.Instrument.Id} bersifat ilustratif, bukan resmi; ditandai *.");
        text.WriteLine();
        text.WriteLine(english ? "   given     lost          score" : "diperoleh  hilang          nilai");
        Node(text, root, 0, language);
    }

    private static void Node(TextWriter text, ScoreNode node, int depth, string language)
    {
        var score = node.Score is { } s ? Bands.FourDecimals((long)s.RoundHalfAway(4)) : Word(node.State, language);
        var (mark, end) = Colour(node);
        var label = node.Kind == NodeKind.Answer
            ? $"{(node.Subject is { Length: > 0 } subject ? subject + " = " : "")}{(node.Value is { Length: > 0 } value ? value : language == "en" ? "missing, counts as 0 %" : "kosong, dihitung 0 %")}{(node.Noted ? " !" : "")}"
            : $"{node.Name!.In(language)} [{node.Code}]{(node.Basis == Basis.Illustrative ? " *" : "")}";
        text.WriteLine($"{Points(node.Given),8} {Points(node.Lost),8} {score,14}  {new string(' ', 2 * depth)}{mark}{Visible.Whole(label)}{end}");
        foreach (var child in node.Children)
            Node(text, child, depth + 1, language);
    }

    private static string Word(State state, string language) => language == "en" ? state.Word() : state switch
    {
        State.NotApplicable => "tidak berlaku",
        State.Incomplete => "belum lengkap",
        State.NotAssessed => "tidak dinilai",
        _ => state.Word(),
    };

    /// <summary>On a terminal units stand out and shortcomings are red; nowhere else, and not where NO_COLOR is set.</summary>
    private static (string Mark, string End) Colour(ScoreNode node) =>
        Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ("", "")
        : node.Noted ? ("\e[31m", "\e[0m")
        : node.Kind is NodeKind.Agency or NodeKind.Unit ? ("\e[1m", "\e[0m")
        : ("", "");

    private static string Points(long? steps) => steps is { } known ? Bands.FourDecimals(known) : "-";
}
