using Patuh.Platform.Problems;

namespace Patuh.Assessments.Package;

/// <summary>Finds answers that are there twice, among those that are right otherwise.</summary>
internal static class DuplicateAnswers
{
    public static void Refuse(List<AnswerBlock> blocks, ProblemList problems)
    {
        var seen = new HashSet<(int, int, int)>();
        foreach (var block in blocks.Where(b => b.Count > 0).OrderBy(b => b.Line[0]))
            for (var k = 0; k < block.Count && !problems.Full; k++)
                if (!seen.Add((block.Sheet[k], block.Subject[k], block.Indicator[k])))
                    problems.Add(AnswerReader.File, block.Line[k], "answer.duplicate", "the same unit, subject and indicator were answered before");
    }
}
