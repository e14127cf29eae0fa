using System.Net.Http.Json;
using System.Text.Json;
using Patuh.Assessments.Answers;

namespace Patuh.Bench.Shared;

/// <summary>Answers one batch after another, each with ids of their own making, and sends the same batch until it is acknowledged.</summary>
internal sealed class AnsweringPerson(Assessor person, int number, KilledDay day)
{
    private const int Most = 4;

    private readonly Random random = new(number);
    private readonly Dictionary<Cell, string> heads = [];
    private int next;

    public async Task Work()
    {
        using var line = new Line(person, random, day);
        while (!day.IsOver)
        {
            await Deliver(line, [.. Enumerable.Range(0, 1 + random.Next(Most)).Select(_ => Draft())]);
            await day.Plan.Pause(random);
        }
    }

    private AnswerDraft Draft()
    {
        var cell = person.Cells[next++ % person.Cells.Count];
        var after = heads.TryGetValue(cell, out var head) ? new[] { head } : [];
        var draft = new AnswerDraft(Guid.CreateVersion7().ToString(), AnswerKind.Assessed, cell.Subject, cell.Indicator, $"{random.Next(6)}", "", "", after, TimeProvider.System.GetUtcNow(), "", AnswerSource.App);
        heads[cell] = draft.Id;
        return draft;
    }

    private async Task Deliver(Line line, AnswerDraft[] batch)
    {
        var sent = batch.Select(d => new { assessment = person.Assessment, d.Id, d.Kind, d.Subject, d.Indicator, d.Value, d.Note, d.Reason, d.After, d.MadeAt, d.Device, d.Source });
        var reply = await line.Insist(() => new(HttpMethod.Post, "/kerja/api/v1/answers") { Content = JsonContent.Create(new { answers = sent }) });
        var fates = reply.Status == 200 ? JsonDocument.Parse(reply.Body).RootElement.GetProperty("receipts").EnumerateArray().Select(r => r.GetProperty("fate").GetString()!).ToList() : [];
        if (fates.Count != batch.Length || fates.Exists(f => f is not ("counted" or "duplicate")))
            day.Troubles.Wrong.Enqueue($"answers: {reply.Status} {string.Join(' ', fates)}");
        var there = fates.Count(f => f == "duplicate");
        if (there == batch.Length)
            day.Troubles.SentAgain();
        else if (there > 0)
            day.Troubles.Half();
        foreach (var (draft, fate) in batch.Zip(fates))
            if (fate is not "refused")
                day.Answers.Add(new AcknowledgedAnswer(person.Assessment, draft));
        day.Batches.Add();
    }
}
