using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Patuh.Platform.Data;

/// <summary>
/// Several questions in one journey to the database, for what is asked hundreds of times a second: on PostgreSQL the way there and back costs more than most answers, and a query
/// made of expressions more than one that is written down. SQLite is not a journey away, there they are asked one after another. What is read is not tracked.
/// </summary>
internal sealed class Journey(PatuhDb db)
{
    private readonly List<Question> questions = [];

    private bool IsPostgres { get; } = db.Database.IsNpgsql();

    /// <summary>
    /// Asks for rows; the list is filled by <see cref="Go"/>. What stands in braces becomes a parameter, a list of texts what <c>in</c> looks into (<c>where id in {ids}</c>, of which there is one at least);
    /// see <see cref="RowMaker{T}"/> for what is made of the columns.
    /// </summary>
    public IReadOnlyList<T> Ask<T>(FormattableString sql) where T : class
    {
        var answers = new List<T>();
        questions.Add(Asked(sql, async (reader, cancel) =>
        {
            RowMaker<T>? maker = null;
            while (await reader.ReadAsync(cancel))
                answers.Add((maker ??= RowMaker<T>.Of(db.Model, reader)).Make(reader));
        }));
        return answers;
    }

    /// <summary>Waits for whoever writes that row; what is asked afterwards is as they left it. See <see cref="RowLock"/>.</summary>
    public void Lock(string table, string id)
    {
        if (IsPostgres)
            questions.Add(new($"select 1 from {table} where id = $1 for update", [id], (_, _) => Task.CompletedTask));
    }

    public async Task Go(CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            var transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            if (IsPostgres)
                await AskAtOnce((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)transaction, cancel);
            else
                foreach (var question in questions)
                    await AskAlone(question, (SqliteConnection)db.Database.GetDbConnection(), (SqliteTransaction?)transaction, cancel);
            questions.Clear();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private Question Asked(FormattableString sql, Func<DbDataReader, CancellationToken, Task> read)
    {
        var values = new List<object>();
        string Name(object value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"${values.Count}");
        }
        // one statement, and one plan, for lists of every length; several parameters would be compared with each row of a table that was small when the plan was made
        string Names(string[] list) => IsPostgres ? $"(select unnest({Name(list)}))" : $"({string.Join(", ", list.Select(Name))})";
        var names = sql.GetArguments().Select(object (argument) => argument is string or not IEnumerable ? Name(argument!) : Names([.. ((IEnumerable)argument).Cast<string>()])).ToArray();
        return new(string.Format(CultureInfo.InvariantCulture, sql.Format, names), values, read);
    }

    [SuppressMessage("Security", "CA2100", Justification = "what is not a parameter is a constant")]
    private async Task AskAtOnce(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var question in questions)
        {
            var command = new NpgsqlBatchCommand(question.Sql);
            foreach (var value in question.Values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(command);
        }
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        foreach (var question in questions)
        {
            await question.Read(reader, cancel);
            await reader.NextResultAsync(cancel);
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "what is not a parameter is a constant")]
    private static async Task AskAlone(Question question, SqliteConnection connection, SqliteTransaction? transaction, CancellationToken cancel)
    {
        await using var command = new SqliteCommand(question.Sql, connection, transaction);
        for (var i = 0; i < question.Values.Count; i++)
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i + 1}"), question.Values[i]);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await question.Read(reader, cancel);
    }

    private sealed record Question(string Sql, IReadOnlyList<object> Values, Func<DbDataReader, CancellationToken, Task> Read);
}
