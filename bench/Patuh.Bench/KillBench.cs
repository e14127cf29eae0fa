using System.Globalization;
using Patuh.Bench.Shared;
using Patuh.Results.Demo;

namespace Patuh.Bench;

/// <summary>
/// A day of answering and uploading during which <c>patuh serve</c>, a process of its own, is killed without a word again and again; then everything that was
/// acknowledged is looked for. Bounded by the number of kills and by a quarter of an hour.
/// </summary>
internal static class KillBench
{
    private const int People = 30;
    private const int Uploading = 10;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public static async Task<int> Run(string database, string work, string program, int kills)
    {
        var place = Place.In(work, database);
        DemoCommand.Fill(place.Configuration);
        var people = OpenCycle.Prepare(place, People);
        var moments = new Random(1);
        using var server = new RunningServer(place, program, Loopback.Free());
        var day = new KilledDay(server, people, new DayPlan(kills, Longest, Uploading, Piece: 128 << 10, Largest: 1 << 20,
            Moment: async (_, day) =>
            {
                // a program that has answered nothing yet has nothing to lose
                await day.Batches.More(1);
                await Task.Delay(moments.Next(300, 2000));
            },
            Pause: random => Task.Delay(random.Next(20, 200))));
        await day.Run();
        var files = await AfterFiles.Of(place, server, day.Files);
        await server.End();
        var rights = new[] { Met(day), Answers(place, day), Counts(place), Files(files), Trail(place), Integrity(place), await Left(place) };
        Console.Error.Write(server.Said);
        foreach (var wrong in day.Troubles.Wrong)
            Console.Error.WriteLine(wrong);
        return rights.All(r => r) ? 0 : 1;
    }

    private static bool Met(KilledDay day)
    {
        var starts = day.Starts.Order().ToList();
        var met = day.Troubles;
        Say($"the server is killed {day.Kills} times while {People} people answer, {Uploading} of them upload too", "it starts again each time", $"started {starts.Count} times, in {starts[starts.Count / 2]:0} ms (median; slowest {starts[^1]:0} ms)");
        Say("what the kills met", "", $"{met.Cut} requests cut off; {day.Batches.Count} batches of answers, {met.Again} of them kept although the kill took their acknowledgement, {met.Halves} kept in part; {day.Pieces.Count} pieces of files, {met.Forgotten} uploads begun anew");
        Say("what no kill explains: refusals, failures", "none", $"{met.Wrong.Count}");
        return met.Wrong.IsEmpty && met.Halves == 0;
    }

    private static bool Answers(Place place, KilledDay day)
    {
        var after = AfterAnswers.Of(place.Configuration, day.Answers);
        Say("acknowledged answers afterwards", "each there once, with its content, and standing", $"{after.Acknowledged} acknowledged: {after.Lost} lost, {after.Doubled} doubled, {after.Other} with other content, {after.NotStanding} not standing; {after.Unknown} that nobody heard of");
        return after.IsRight;
    }

    private static bool Counts(Place place)
    {
        var (units, wrong) = Recount.Of(place.Configuration);
        Say("counts and scores made anew", "equal to the stored ones", $"{units} units, {wrong} differ");
        return wrong == 0;
    }

    private static bool Files(AfterFiles after)
    {
        Say("acknowledged files afterwards", "each there once, on the disk and as served, by SHA-256", $"{after.Acknowledged} acknowledged ({after.Pictures} pictures): {after.Lost} lost, {after.Doubled} doubled, {after.Other} other bytes on the disk, {after.NotServed} not served");
        return after.IsRight;
    }

    private static bool Trail(Place place)
    {
        var after = AfterTrail.Of(place);
        Say("audit trail, proven with the seals that left", "whole", $"{after.Rows} rows in {after.Seals} seals, {after.Findings.Count} findings; {after.NotLeft} seals in no file");
        foreach (var finding in after.Findings)
            Console.Error.WriteLine(finding);
        return after.IsRight;
    }

    private static bool Integrity(Place place)
    {
        if (place.Configuration.IsPostgres)
            return true;
        var said = AfterTrail.Integrity(place);
        Say("`pragma integrity_check` and `foreign_key_check`", "ok", said);
        return said == "ok";
    }

    private static async Task<bool> Left(Place place)
    {
        var before = Remains.Of(place);
        var (after, gone) = await Remains.AfterCollecting(place);
        Say("half-written files, stray bytes, uploads nobody goes on with", "none after the collector's round", $"{before.Temporary}, {before.Strays}, {before.Open}; after a round three days later {after.Temporary}, {after.Strays}, {after.Open}, and {gone} files of evidence gone");
        return (after.Temporary, after.Strays, after.Open, gone) == (0, 0, 0, 0);
    }

    private static void Say(string what, string goal, FormattableString measured) => Console.WriteLine($"| {what} | {goal} | {measured.ToString(CultureInfo.InvariantCulture)} |");

    private static void Say(string what, string goal, string measured) => Console.WriteLine($"| {what} | {goal} | {measured} |");
}
