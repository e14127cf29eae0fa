using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Patuh.Scoring;

namespace Patuh.Platform.Ui;

/// <summary>The score tree as nested <c>details</c>, which open without JavaScript; written straight out, for a tree has thousands of lines. <c>nameOf</c> and <c>placeOf</c>: what a subject is called and where it stands among the others, where its id says neither.</summary>
internal sealed class TreeHtml(ScoreNode root, Reader reader, Func<string, string>? nameOf = null, Func<string, int>? placeOf = null) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        foreach (var child in root.Children)
            Node(writer, encoder, child);
    }

    private void Node(TextWriter writer, HtmlEncoder encoder, ScoreNode node)
    {
        if (node.Children.Count == 0)
        {
            writer.Write(node.Noted ? "<div class=\"row leaf noted\"><span>" : "<div class=\"row leaf\"><span>");
            Label(writer, encoder, node);
            if (node.Noted)
                writer.Write($"<small> · {reader.T("kekurangan", "shortcoming")}</small>");
            Figures(writer, node);
            writer.Write("</div>\n");
            return;
        }
        writer.Write("<details><summary class=\"row\"><span>");
        Label(writer, encoder, node);
        if (node.Basis == Basis.Illustrative)
            writer.Write($" <small class=\"basis basis-illustrative\">{reader.T("ilustratif", "illustrative")}</small>");
        Figures(writer, node);
        writer.Write("</summary>\n");
        IEnumerable<ScoreNode> children = node.Children;
        if (placeOf is not null)
            children = children.OrderBy(c => c.Subject is { Length: > 0 } subject ? placeOf(subject) : 0);
        foreach (var child in children)
            Node(writer, encoder, child);
        writer.Write("</details>\n");
    }

    private void Label(TextWriter writer, HtmlEncoder encoder, ScoreNode node)
    {
        if (node.Name is { } name)
        {
            encoder.Encode(writer, reader.T(name));
            return;
        }
        if (node.Subject is { Length: > 0 } subject)
        {
            encoder.Encode(writer, nameOf?.Invoke(subject) ?? subject);
            writer.Write(" = ");
        }
        encoder.Encode(writer, node.Value is { Length: > 0 } value ? value : reader.T("kosong, dihitung 0 %", "missing, counts as 0 %"));
    }

    private void Figures(TextWriter writer, ScoreNode node)
    {
        var score = node.Score is { } s ? reader.Decimal(Bands.FourDecimals((long)s.RoundHalfAway(4))) : State(node.State);
        writer.Write($"</span><span class=\"figure\">{score}</span><span class=\"figure\">{Points(node.Given, reader)}</span><span class=\"figure\">{Points(node.Lost, reader)}</span>");
    }

    private string State(State state) => state switch
    {
        Scoring.State.NotApplicable => reader.T("tidak berlaku", "not applicable"),
        Scoring.State.Incomplete => reader.T("belum lengkap", "incomplete"),
        _ => reader.T("tidak dinilai", "not assessed"),
    };

    /// <summary>Points with four decimals, or a dash.</summary>
    public static string Points(long? steps, Reader reader) => steps is { } known ? reader.Decimal(Bands.FourDecimals(known)) : "–";
}
