using System.Globalization;
using Patuh.Accounts.Organisations;
using Patuh.Platform;
using Patuh.Platform.Problems;
using Patuh.Platform.Yaml;

namespace Patuh.Assessments.Visits.Notice;

/// <summary>The words and the numbering of notices (content/notices.yaml): illustrative, and to be changed by an office that has official ones.</summary>
internal sealed record NoticeTexts(string Label, string Heading, string Subject, string Opening, string Visits, string Teams, string Documents, string DocumentsNote, string Topics, string TopicsNote, string Closing, string Replaces, string Message, string OneDay, string ManyDays)
{
    private static readonly Lazy<NoticeTexts> Data = new(Load);

    private string number = "", office = "", headOffice = "";

    public static NoticeTexts Current => Data.Value;

    /// <summary>12/PB-17/2026: the sequence counts within an office and a cycle.</summary>
    public string Number(int sequence, string officeId, int year)
    {
        var code = RegionalOffices.Find(officeId) is { } found ? office.Replace("{province}", found.Provinces[0], StringComparison.Ordinal) : headOffice;
        return Fill(number, ("sequence", sequence.ToString(CultureInfo.InvariantCulture)), ("office", code), ("year", year.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>From a day to another; one day is named once.</summary>
    public static string Days(string first, string last) => Fill(first == last ? Current.OneDay : Current.ManyDays, ("first", first), ("last", last));

    public static string Fill(string text, params ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }

    private static NoticeTexts Load()
    {
        const string Name = "notices.yaml";
        var problems = new ProblemList();
        using var file = File.OpenRead(Content.Path(Name));
        var root = YamlReader.Root(YamlTree.Read(file, Name), Name, "notices", problems);
        var texts = new NoticeTexts(root.Text("label"), root.Text("heading"), root.Text("subject"), root.Text("opening"), root.Text("visits"), root.Text("teams"), root.Text("documents"), root.Text("documents_note"),
            root.Text("topics"), root.Text("topics_note"), root.Text("closing"), root.Text("replaces"), root.Text("message"), root.Text("one_day"), root.Text("many_days"))
        { number = root.Text("number"), office = root.Text("office"), headOffice = root.Text("head_office") };
        root.Done();
        problems.ThrowIfAny();
        return texts;
    }
}
