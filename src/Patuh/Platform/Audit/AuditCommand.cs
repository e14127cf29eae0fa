using System.CommandLine;
using Patuh.Platform.Data;
using Patuh.Platform.Keys;
using Patuh.Platform.Problems;
using Patuh.Platform.Terminal;

namespace Patuh.Platform.Audit;

/// <summary><c>patuh audit</c>: proves the trail, and erases personal parts.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "The audit trail: proof, and erasure of personal parts") { Verify(), Erase() };

    private static Command Verify()
    {
        var seals = new Option<string?>("--seals") { Description = "Folder with copies of the seals that left this machine; only they prove it against who owns both database and key", HelpName = "DIR" };
        var root = new Option<string[]>("--root") { Description = "A root that left by mail or on the public page: the seal's number, =, the root; may be given again", HelpName = "SEAL=ROOT" };
        return new CliCommand("verify", $"Proves the audit trail of the database of {DatabaseConfiguration.Variable}, and names the first row that is not as it was",
            "PATUH_DATABASE=data/patuh.db ./patuh audit verify", "PATUH_DATABASE=data/patuh.db ./patuh audit verify --seals /mnt/elsewhere/seals") { seals, root }.Does(parsed =>
        {
            var database = DatabaseConfiguration.FromEnvironment();
            if (parsed.GetValue(seals) is { } given && !Directory.Exists(given))
                throw new UsageException($"--seals {Visible.Quoted(given)}: there is no such folder");
            using var db = database.Open();
            Migrator.Migrate(db, TimeProvider.System);
            using var key = KeyFolder.Of(database).Signing();
            var left = parsed.GetValue(seals) is { } folder ? new SealFiles(folder).Read() : new Dictionary<int, AuditSealRow>();
            var roots = (parsed.GetValue(root) ?? []).Select(Root).ToDictionary();
            return Tell(new AuditVerifier(db, key, left, roots).Verify(), roots);
        });
    }

    private static Command Erase()
    {
        var id = new Argument<string>("EVENT") { Description = "Id of the event, as the page of the audit trail shows it" };
        var why = new Option<string>("--why") { Description = "The reason; it is kept", Required = true, HelpName = "TEXT" };
        return new CliCommand("erase", "Erases the personal part of an event; the event and its proof stay",
            "PATUH_DATABASE=data/patuh.db ./patuh audit erase 0192… --why 'asked for by the person, letter 12/2026'") { id, why }.Does(parsed =>
        {
            using var db = DatabaseConfiguration.FromEnvironment().Open();
            Migrator.Migrate(db, TimeProvider.System);
            var wanted = parsed.GetValue(id)!;
            if (string.IsNullOrWhiteSpace(parsed.GetValue(why)))
                throw new UsageException("--why: say why, in a few words; the reason is kept in the trail");
            if (!AuditErasure.Erase(db, TimeProvider.System, By.CommandLine, wanted, parsed.GetValue(why)!))
                throw new UsageException($"the event {Visible.Quoted(wanted)} has no personal part, or it is erased already");
            Console.Error.WriteLine($"the personal part of {wanted} is erased");
            return 0;
        });
    }

    private static KeyValuePair<int, string> Root(string text) =>
        text.Split('=') is [var number, { Length: 64 } chain] && int.TryParse(number, out var n) && chain.All(char.IsAsciiHexDigitLower)
            ? KeyValuePair.Create(n, chain)
            : throw new UsageException($"--root {Visible.Quoted(text)}: write the number of the seal, =, and its root of 64 hexadecimal figures, as the letter or the page /segel has them");

    private static int Tell(AuditVerdict verdict, Dictionary<int, string> roots)
    {
        Console.WriteLine($"{verdict.Sealed} rows in {verdict.Seals} seals; {verdict.Erased} personal parts erased; {verdict.Unsealed} rows not sealed yet{(verdict.OldestUnsealed is { } oldest ? $", the oldest of {oldest}" : "")}");
        if (roots.Count > 0)
            Console.WriteLine($"held against {roots.Count} {(roots.Count == 1 ? "root" : "roots")} that left, the last of seal {roots.Keys.Max()}");
        Console.WriteLine(verdict.LastLeft is { } last
            ? $"proven by seals that left: up to seal {last.Number} of {last.At}; what came after is proven by the signature alone"
            : roots.Count > 0 ? $"proven by it: up to seal {roots.Keys.Max()}; what came after is proven by the signature alone"
            : "no seals that left were given (--seals, --root): all of it is proven by the signature alone");
        foreach (var finding in verdict.Findings)
            Console.WriteLine($"{finding.Kind}: {finding.Sentence}");
        Console.WriteLine(verdict.Findings.Count == 0 ? "the audit trail is whole" : $"the audit trail is NOT whole; first: {verdict.Findings[0].Sentence}");
        return verdict.Findings.Count == 0 ? 0 : 1;
    }
}
