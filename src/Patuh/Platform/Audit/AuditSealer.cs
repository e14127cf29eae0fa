using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Platform.Audit;

/// <summary>
/// Seals what is new. Writers never wait for it: they only add rows. One seal is made at a time, also when several programs share a database; rows that are
/// committed late are in a later seal.
/// </summary>
internal sealed class AuditSealer(ECDsa key, TimeProvider time)
{
    private const int Most = 20_000;
    private const long PostgresLock = 7_284_002;

    private readonly string keyId = Audit.Seal.KeyId(key);

    /// <summary>Makes one seal over what is not sealed yet; null when there is nothing, or another program is at it.</summary>
    public AuditSealRow? Seal(PatuhDb db)
    {
        var connection = db.Database.GetDbConnection();
        db.Database.OpenConnection();
        try
        {
            // without taking the write lock: most seconds nothing is new
            if (!Any(connection))
                return null;
            using var transaction = connection.BeginTransaction();
            if (db.Database.IsNpgsql() && !Equals(Scalar(connection, transaction, $"select pg_try_advisory_xact_lock({PostgresLock})"), true))
                return null;
            var (ids, leaves) = Unsealed(connection, transaction);
            if (ids.Count == 0)
                return null;
            var (number, before) = Last(connection, transaction);
            var (at, root) = (Stamp.Now(time), Audit.Seal.RootOf(leaves));
            var chain = Audit.Seal.ChainOf(before, ++number, at, ids.Count, root);
            var seal = new AuditSealRow { Number = number, At = at, Count = ids.Count, Leaves = leaves, Root = root, Chain = chain, KeyId = keyId, Signature = Audit.Seal.Sign(key, chain) };
            db.Database.UseTransaction(transaction);
            db.Add(seal);
            db.SaveChanges();
            if (db.Set<AuditEventRow>().Where(e => ids.Contains(e.Id)).ExecuteUpdate(e => e.SetProperty(x => x.Seal, number)) != ids.Count)
                throw new InvalidOperationException("rows of the audit trail went away while they were being sealed");
            transaction.Commit();
            db.Database.UseTransaction(null);
            db.ChangeTracker.Clear();
            return seal;
        }
        finally
        {
            db.Database.CloseConnection();
        }
    }

    private static bool Any(DbConnection connection) => Scalar(connection, null, "select 1 from audit_event where seal is null limit 1") is not null;

    private static (List<string> Ids, byte[] Leaves) Unsealed(DbConnection connection, DbTransaction transaction)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = ($"select {AuditLeaf.Columns} from audit_event where seal is null order by id limit {Most}", transaction);
        using var reader = command.ExecuteReader();
        var (ids, leaves, leaf) = (new List<string>(), new MemoryStream(), new AuditLeaf());
        Span<byte> bytes = stackalloc byte[Audit.Seal.LeafSize];
        while (reader.Read())
        {
            ids.Add(reader.GetString(0));
            AuditVerifier.Leaf(reader, leaf, bytes);
            leaves.Write(bytes);
        }
        return (ids, leaves.ToArray());
    }

    private static (int Number, string Chain) Last(DbConnection connection, DbTransaction transaction)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = ("select number, chain from audit_seal order by number desc limit 1", transaction);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt32(0), reader.GetString(1)) : (0, Audit.Seal.Beginning);
    }

    private static object? Scalar(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command.ExecuteScalar();
    }
}
