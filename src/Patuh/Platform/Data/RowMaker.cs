using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Patuh.Platform.Data;

/// <summary>Makes what was asked for out of what a reader reads: rows of a table by the names of its columns, anything else by the order of its constructor.</summary>
internal sealed class RowMaker<T> where T : class
{
    private static readonly ConcurrentDictionary<string, RowMaker<T>> Known = new();

    private RowMaker(Func<DbDataReader, T> make) => Make = make;

    public Func<DbDataReader, T> Make { get; }

    public static RowMaker<T> Of(IModel model, DbDataReader reader)
    {
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        return Known.GetOrAdd(string.Join(' ', columns), _ => new(Build(model.FindEntityType(typeof(T)), columns)));
    }

    private static Func<DbDataReader, T> Build(IEntityType? entity, List<string> columns)
    {
        var reader = Expression.Parameter(typeof(DbDataReader));
        return Expression.Lambda<Func<DbDataReader, T>>(entity is null ? Projection(reader, columns) : Row(reader, entity, columns), reader).Compile();
    }

    private static MemberInitExpression Row(ParameterExpression reader, IEntityType entity, List<string> columns) =>
        Expression.MemberInit(Expression.New(typeof(T)), entity.GetProperties().Select(p => Expression.Bind(p.PropertyInfo!, Value(reader, p.ClrType, p.IsNullable, columns.IndexOf(p.GetColumnName())))));

    private static NewExpression Projection(ParameterExpression reader, List<string> columns)
    {
        var constructor = typeof(T).GetConstructors().Single();
        var parameters = constructor.GetParameters();
        return parameters.Length == columns.Count
            ? Expression.New(constructor, parameters.Select((p, i) => Value(reader, p.ParameterType, !p.ParameterType.IsValueType || Nullable.GetUnderlyingType(p.ParameterType) is not null, i)))
            : throw new InvalidOperationException($"{typeof(T).Name} has {parameters.Length} parameters, the query {columns.Count} columns");
    }

    private static Expression Value(ParameterExpression reader, Type type, bool mayBeNull, int column)
    {
        var at = Expression.Constant(column);
        var read = Expression.Call(reader, nameof(DbDataReader.GetFieldValue), [Nullable.GetUnderlyingType(type) ?? type], at);
        return mayBeNull ? Expression.Condition(Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, at), Expression.Default(type), Expression.Convert(read, type)) : read;
    }
}
