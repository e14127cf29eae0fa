using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Platform.Audit;

/// <summary>One place where the trail is not as it was sealed.</summary>
/// <param name="Kind">altered, removed, inserted, forged, personal.</param>
/// <param name="Seal">Number of the seal.</param>
/// <param name="EventId">The row, where one can be named.</param>
/// <param name="Sentence">What was found, in words.</param>
internal sealed record AuditFinding(string Kind, int Seal, string? EventId, string Sentence);

/// <summary>What a verification found, first things first.</summary>
internal sealed record AuditVerdict(int Seals, long Sealed, long Unsealed, string? OldestUnsealed, long Erased, IReadOnlyList<AuditFinding> Findings, AuditSealRow? LastLeft);

/// <summary>
/// Proves the audit trail: every row against the leaves of its seal, every seal against its root, the chain and the signature, and all of it against the seals
/// that left the machine. Two passes over the database, whatever is wrong.
/// </summary>
internal sealed class AuditVerifier(PatuhDb db, ECDsa key, IReadOnlyDictionary<int, AuditSealRow> left, IReadOnlyDictionary<int, string>? roots = null)
{
    private const int MostFindings = 100;

    private readonly List<AuditFinding> findings = [];
    private readonly string keyId = Seal.KeyId(key);

    public AuditVerdict Verify()
    {
        var connection = db.Database.GetDbConnection();
        db.Database.OpenConnection();
        // one moment of the database for all that is read, while others go on writing
        using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        var erased = Erased(connection, transaction);
        var seals = new List<AuditSealRow>();
        Read(connection, transaction, "select number, at, count, leaves, root, chain, key_id, signature from audit_seal order by number", row => seals.Add(new AuditSealRow
        {
            Number = row.GetInt32(0),
            At = row.GetString(1),
            Count = row.GetInt32(2),
            Leaves = (byte[])row.GetValue(3),
            Root = row.GetString(4),
            Chain = row.GetString(5),
            KeyId = row.GetString(6),
            Signature = row.GetString(7),
        }));
        var total = Rows(connection, transaction, Seals(seals), erased);
        var (unsealed, oldest) = Unsealed(connection, transaction);
        findings.Sort((a, b) => a.Seal.CompareTo(b.Seal));
        return new AuditVerdict(seals.Count, total, unsealed, oldest, erased.Count, findings, left.Count > 0 ? left[left.Keys.Max()] : null);
    }

    /// <summary>Id and hash of the row that a reader stands on, in <see cref="Seal.LeafSize"/> bytes.</summary>
    public static void Leaf(DbDataReader row, AuditLeaf leaf, Span<byte> bytes)
    {
        leaf.Begin();
        for (var i = 0; i < AuditLeaf.ColumnCount; i++)
            leaf.Add(row.IsDBNull(i) ? null : row.GetString(i));
        // an id that is none was put there by hand: its leaf fits no seal
        if (!Guid.TryParse(row.GetString(0), out var id))
            id = Guid.Empty;
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        leaf.Hash(bytes[16..]);
    }

    /// <summary>Checks the seals themselves and gives the leaves that each ought to have.</summary>
    private Dictionary<int, byte[]> Seals(List<AuditSealRow> seals)
    {
        var (leaves, before, next) = (new Dictionary<int, byte[]>(), Seal.Beginning, 1);
        foreach (var seal in seals)
        {
            for (; next < seal.Number; next++)
                Missing(next, leaves);
            next = seal.Number + 1;
            leaves[seal.Number] = seal.Leaves;
            if (left.TryGetValue(seal.Number, out var copy))
            {
                // the copy is what was; rows are held against it, whatever the database says now
                leaves[seal.Number] = copy.Leaves;
                if (copy.Chain != seal.Chain || !copy.Leaves.AsSpan().SequenceEqual(seal.Leaves))
                    Add("forged", seal.Number, null, $"seal {seal.Number} of {seal.At} is not the one that left this machine");
            }
            if (seal.Count * Seal.LeafSize != seal.Leaves.Length || seal.Count == 0 || Seal.RootOf(seal.Leaves) != seal.Root)
                Add("forged", seal.Number, null, $"seal {seal.Number} of {seal.At}: its root is not that of its rows");
            else if (Seal.ChainOf(before, seal.Number, seal.At, seal.Count, seal.Root) != seal.Chain)
                Add("forged", seal.Number, null, $"seal {seal.Number} of {seal.At} does not follow the seal before it");
            else if (seal.KeyId != keyId)
                Add("forged", seal.Number, null, $"seal {seal.Number} of {seal.At} is signed with the key {seal.KeyId}, not with {keyId}");
            else if (!Seal.IsSigned(key, seal.Chain, seal.Signature))
                Add("forged", seal.Number, null, $"seal {seal.Number} of {seal.At}: the signature is false");
            before = seal.Chain;
        }
        foreach (var (number, root) in roots ?? new Dictionary<int, string>())
            if (seals.Find(s => s.Number == number)?.Chain != root)
                Add("forged", number, null, $"seal {number} is not the one whose root left this machine: something up to it was changed");
        var last = left.Count > 0 ? left.Keys.Max() : 0;
        for (; next <= last; next++)
            Missing(next, leaves);
        return leaves;
    }

    private void Missing(int number, Dictionary<int, byte[]> leaves)
    {
        Add("removed", number, null, $"seal {number} is missing");
        if (left.TryGetValue(number, out var copy))
            leaves[number] = copy.Leaves;
    }

    private long Rows(DbConnection connection, DbTransaction transaction, Dictionary<int, byte[]> leaves, HashSet<string> erased)
    {
        var (total, at, found, leaf) = (0L, 0, new Dictionary<Guid, byte[]>(), new AuditLeaf());
        Read(connection, transaction,
            "select " + string.Join(", ", AuditLeaf.Columns.Split(", ").Select(c => "e." + c)) + ", e.seal, p.salt, p.json from audit_event e left join audit_personal p on p.id = e.id where e.seal is not null order by e.seal",
            row =>
            {
                var seal = row.GetInt32(AuditLeaf.ColumnCount);
                if (seal != at)
                {
                    Compare(at, leaves, found);
                    (at, found) = (seal, new(found.Count));
                }
                var bytes = new byte[Seal.LeafSize];
                Leaf(row, leaf, bytes);
                found[new Guid(bytes.AsSpan(0, 16), bigEndian: true)] = bytes;
                total++;
                Personal(row, seal, erased);
            });
        Compare(at, leaves, found);
        // what is left was sealed once and has no row at all
        foreach (var (seal, missing) in leaves)
            Compare(seal, new() { [seal] = missing }, []);
        return total;
    }

    private void Personal(DbDataReader row, int seal, HashSet<string> erased)
    {
        const int Hash = AuditLeaf.ColumnCount - 1, Salt = AuditLeaf.ColumnCount + 1, Json = AuditLeaf.ColumnCount + 2;
        if (row.IsDBNull(Hash))
            return;
        var id = row.GetString(0);
        if (row.IsDBNull(Salt))
        {
            if (!erased.Contains(id))
                Add("personal", seal, id, $"the personal part of {id} is gone, and nothing says that it was erased");
        }
        else if (AuditTrail.PersonalHash(row.GetString(Salt), row.GetString(Json)) != row.GetString(Hash))
            Add("personal", seal, id, $"the personal part of {id} was altered");
    }

    /// <summary>Holds the rows of a seal against its leaves, and takes the seal off the list.</summary>
    private void Compare(int seal, Dictionary<int, byte[]> leaves, Dictionary<Guid, byte[]> found)
    {
        if (!leaves.Remove(seal, out var expected))
        {
            foreach (var id in found.Keys.Order())
                Add("inserted", seal, id.ToString(), $"row {id} says it is of seal {seal}, which there is not");
            return;
        }
        for (var at = 0; at + Seal.LeafSize <= expected.Length; at += Seal.LeafSize)
        {
            var leaf = expected.AsSpan(at, Seal.LeafSize);
            var id = new Guid(leaf[..16], bigEndian: true);
            if (!found.Remove(id, out var now))
                Add("removed", seal, id.ToString(), $"row {id} was removed");
            else if (!leaf.SequenceEqual(now))
                Add("altered", seal, id.ToString(), $"row {id} was altered");
        }
        foreach (var id in found.Keys.Order())
            Add("inserted", seal, id.ToString(), $"row {id} was inserted into seal {seal}");
    }

    private void Add(string kind, int seal, string? id, string sentence)
    {
        if (findings.Count < MostFindings)
            findings.Add(new AuditFinding(kind, seal, id, sentence));
    }

    private static HashSet<string> Erased(DbConnection connection, DbTransaction transaction)
    {
        var ids = new HashSet<string>();
        Read(connection, transaction, $"select subject_id from audit_event where action = '{AuditErasure.Action}'", row => ids.Add(row.GetString(0)));
        return ids;
    }

    private static (long Count, string? Oldest) Unsealed(DbConnection connection, DbTransaction transaction)
    {
        var (count, oldest) = (0L, (string?)null);
        Read(connection, transaction, "select count(*), min(at) from audit_event where seal is null", row => (count, oldest) = (row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1)));
        return (count, oldest);
    }

    private static void Read(DbConnection connection, DbTransaction transaction, string sql, Action<DbDataReader> each)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        using var rows = command.ExecuteReader();
        while (rows.Read())
            each(rows);
    }
}
