using Patuh.Assessments.Answers;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Assessments.Desk;

/// <summary>What the desk needs to know of the page that it stands on: one dimension of one unit, all its cells on a page.</summary>
internal interface IDesk
{
    Reader L { get; }

    OpenAssessment Open { get; }

    string Kind { get; }

    Dimension Dimension { get; }

    IReadOnlyList<(Variable Variable, IReadOnlyList<DeskGrid> Grids)> Variables { get; }

    /// <summary>Counts and score of the dimension.</summary>
    AssessmentPartRow Now { get; }

    /// <summary>Cells can be typed into.</summary>
    bool Writes { get; }

    /// <summary>Who types.</summary>
    string PersonId { get; }

    Dictionary<string, string> Errors { get; }

    /// <summary>What was typed and could not be saved, by cell.</summary>
    Dictionary<string, (string Value, string Reason)> Typed { get; }

    /// <summary>Makes the ids of what this page sends: the same page sent twice is the same answers.</summary>
    string Seed { get; }

    /// <summary>The page itself, and where a script sends answers.</summary>
    string Address { get; }

    string Api { get; }

    bool PenIsMine { get; }

    int UserPage { get; }

    int UserPages { get; }

    string Users(int page);

    /// <summary>Where a cell tells all about itself; null where there is no such page.</summary>
    string? Details(DeskCell cell);

    /// <summary>Where products and respondents are named and users are added; null where that is on this page.</summary>
    string? Respondents { get; }
}
