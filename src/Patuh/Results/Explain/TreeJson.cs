using System.Text.Json;
using Patuh.Instruments;
using Patuh.Platform;
using Patuh.Scoring;

namespace Patuh.Results.Explain;

/// <summary>The score tree as JSON (docs/method.md).</summary>
internal static class TreeJson
{
    public static void Write(ScoreNode root, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonText.Indented))
            Node(json, root, root.State == State.Scored);
        output.WriteByte((byte)'\n');
    }

    private static void Node(Utf8JsonWriter json, ScoreNode node, bool scored)
    {
        json.WriteStartObject();
        json.WriteString("kind", node.Kind.ToString().ToLowerInvariant());
        json.WriteString("code", node.Code);
        if (node.Name is { } name)
        {
            json.WriteStartObject("name");
            json.WriteString("id", name.Id);
            json.WriteString("en", name.En);
            json.WriteEndObject();
        }
        json.WriteString("state", node.State.Word());
        if (node.Basis == Basis.Illustrative)
            json.WriteString("basis", node.Basis.Value.Word());
        if (node.Kind == NodeKind.Answer)
        {
            json.WriteString("subject", node.Subject);
            json.WriteString("value", node.Value);
        }
        json.WriteString("score", node.Score is { } score ? Bands.FourDecimals((long)score.RoundHalfAway(4)) : null);
        if (node.Kind is NodeKind.Agency or NodeKind.Unit)
        {
            json.WriteString("published", node.Published is { } published ? Bands.TwoDecimals(published) : null);
            json.WriteString("exact", node.Score?.ToString());
        }
        json.WriteString("given", scored ? Bands.FourDecimals(node.Given ?? 0) : null);
        json.WriteString("lost", scored ? Bands.FourDecimals(node.Lost ?? 0) : null);
        json.WriteStartArray("children");
        foreach (var child in node.Children)
            Node(json, child, scored);
        json.WriteEndArray();
        json.WriteEndObject();
    }

}
