using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Demo;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Scoring;

namespace Patuh.Assessments.Practice;

/// <summary>Makes, finds and forgets rooms, and takes their answers. A room is known by its address alone.</summary>
internal sealed class PracticeRooms(PatuhDb db, TimeProvider time)
{
    /// <summary>A room that nobody has opened for so long is removed.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private string Today => Stamp.Of(Stamp.Today(time));

    /// <summary>The method that is practised, or null where none is in force.</summary>
    public InstrumentFile? Method => CycleFactory.DefaultMethod(Stamp.Today(time).Year);

    /// <summary>Makes a room and removes those that are forgotten; what comes back is its secret.</summary>
    public async Task<string> Make(InstrumentFile file, Locus locus, CancellationToken cancel)
    {
        var oldest = Stamp.Of(Stamp.Today(time).AddDays(-Kept.Days));
        await db.Set<PracticeRoomRow>().Where(r => string.Compare(r.SeenOn, oldest) < 0).ExecuteDeleteAsync(cancel);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var id = Hash(secret);
        var defaults = new PlanDefaults(id, "", null, time);
        var unit = PracticeRoom.Invented(id, locus.Name, file, []).Row with { Kind = locus.Kind };
        var users = file.Instrument.Indicators.Where(i => i.Subject is Subject.User).Select(i => i.Required).DefaultIfEmpty().Max();
        var subjects = defaults.Subjects(unit, file.Instrument, locus).Concat(Enumerable.Range(1, users).Select(n => defaults.Subject(id, SubjectRole.User, n)));
        db.Add(new PracticeRoomRow { Id = id, Unit = locus.Name, InstrumentId = file.Instrument.Id, InstrumentHash = file.Hash, Subjects = JsonSerializer.Serialize(subjects), MadeOn = Today, SeenOn = Today });
        await db.SaveChangesAsync(cancel);
        return secret;
    }

    /// <summary>Null when there is none of that address, or its method is no more.</summary>
    public async Task<PracticeRoom?> Find(string secret, CancellationToken cancel)
    {
        if (await Read(secret, locks: false, cancel) is not { } room)
            return null;
        if (room.Row.SeenOn != Today)
            await db.Set<PracticeRoomRow>().Where(r => r.Id == room.Row.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.SeenOn, Today), cancel);
        return room;
    }

    /// <summary>Takes answers by the rules of a real cycle. Null when there is no such room.</summary>
    public async Task<(PracticeRoom Room, IReadOnlyList<AnswerOutcome> Outcomes)?> Take(string secret, Func<PracticeRoom, IReadOnlyList<AnswerDraft>> drafts, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Read(secret, locks: true, cancel) is not { } room)
            return null;
        var sent = drafts(room);
        if (room.Answers.Count + sent.Count > PracticeRoom.MostAnswers)
            return (room, [.. sent.Select(d => new AnswerOutcome(d.Id, AnswerFate.Refused, RefusedCode.RoomFull))]);
        var taking = new AnswerTaking(room.Open, room.Board, PracticeRoom.Person, Stamp.Now(time), Today);
        var outcomes = sent.Select(d => d.Kind == AnswerKind.Assessed ? taking.Take(d) : new AnswerOutcome(d.Id, AnswerFate.Refused, RefusedCode.KindInvalid)).ToList();
        db.AddRange(taking.Added.Select(a => new PracticeAnswerRow { RoomId = room.Row.Id, Number = a.Number, Body = JsonSerializer.Serialize(a) }));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return (room.With(taking.Added, Stamp.Now(time)), outcomes);
    }

    /// <summary>Takes back the last answer of a part; nothing where there is none. Null when there is no such room.</summary>
    public async Task<(PracticeRoom Room, IReadOnlyList<AnswerOutcome> Outcomes)?> Undo(string secret, IReadOnlyCollection<string> indicators, CancellationToken cancel) => await Take(secret, room =>
    {
        if (AnswerUndo.LastOf(room.Answers.Reverse().Where(a => a.Held.Length == 0 && indicators.Contains(a.Indicator))) is not { } last
            || room.Standing.Where(a => a.Indicator == last.Indicator && a.SubjectId == last.SubjectId).ToList() is not [var standing])
            return [];
        return [AnswerUndo.Draft(last, standing, last.After.Length == 0 ? null : room.Answers.FirstOrDefault(a => a.Id == last.After), time.GetUtcNow())];
    }, cancel);

    /// <summary>Fills the empty cells of some indicators with invented answers.</summary>
    public async Task<(PracticeRoom Room, IReadOnlyList<AnswerOutcome> Outcomes)?> Fill(string secret, IReadOnlyCollection<string> indicators, CancellationToken cancel) => await Take(secret, room =>
    {
        var answered = room.Board.Heads.Where(h => h.Value.Length > 0).Select(h => (h.Indicator, h.SubjectId)).ToHashSet();
        var emptied = room.Board.Heads.ToLookup(h => (h.Indicator, h.SubjectId), h => h.EventId);
        return [.. SampleAnswers.Of(room.Open, AnswerKind.Assessed, cell => indicators.Contains(cell.Indicator) && !answered.Contains(cell), new SeededRandom((ulong)room.Answers.Count + 1), time.GetUtcNow())
            .Select(d => d with { After = [.. emptied[(d.Indicator, d.Subject)]] })];
    }, cancel);

    /// <summary>One more user to interview; false where there is no room for more.</summary>
    public async Task<bool> AddUser(string secret, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Read(secret, locks: true, cancel) is not { } room || room.Open.Subjects.Count(s => s.Role == SubjectRole.User) is var users && users >= PracticeRoom.MostUsers)
            return false;
        var subjects = room.Open.Subjects.Append(new PlanDefaults(room.Row.Id, "", null, time).Subject(room.Row.Id, SubjectRole.User, users + 1));
        var text = JsonSerializer.Serialize(subjects);
        await db.Set<PracticeRoomRow>().Where(r => r.Id == room.Row.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Subjects, text), cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Removes a room with all that is in it.</summary>
    public Task<int> Remove(string secret, CancellationToken cancel)
    {
        var id = Hash(secret);
        return db.Set<PracticeRoomRow>().Where(r => r.Id == id).ExecuteDeleteAsync(cancel);
    }

    private async Task<PracticeRoom?> Read(string secret, bool locks, CancellationToken cancel)
    {
        var id = Hash(secret);
        var journey = new Journey(db);
        if (locks)
            journey.Lock("practice_room", id);
        var rooms = journey.Ask<PracticeRoomRow>($"select * from practice_room where id = {id}");
        var answers = journey.Ask<PracticeAnswerRow>($"select * from practice_answer where room_id = {id}");
        await journey.Go(cancel);
        return rooms is [var row] ? PracticeRoom.Of(row, answers, Stamp.Now(time)) : null;
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
