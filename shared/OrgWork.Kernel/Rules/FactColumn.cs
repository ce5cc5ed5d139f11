using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>One fact of a rule: property in C#, column in SQL, label on screen.</summary>
public sealed class FactColumn
{
    static readonly ConcurrentDictionary<Type, IReadOnlyList<FactColumn>> known = [];
    readonly Func<object, object?> get;
    readonly Action<object, object?> set;

    FactColumn(PropertyInfo property)
    {
        (get, set, Name, Type) = (property.GetValue, property.SetValue, property.Name, property.PropertyType);
        Column = Snake(property.Name);
        var fact = property.GetCustomAttribute<KnownAsAttribute>() ?? throw new ArgumentException($"{property.DeclaringType!.Name}.{property.Name} lacks its [KnownAs].");
        (Label, Unit) = (fact.Label, fact.Unit);
        SqlType = Nullable.GetUnderlyingType(property.PropertyType) switch
        {
            { } type when type == typeof(DateOnly) || type == typeof(Month) => "date",
            { } type when type == typeof(int) => "int",
            { } type when type == typeof(decimal) => "numeric",
            { } type when type == typeof(bool) => "boolean",
            null when property.PropertyType == typeof(string) => "text",
            _ => throw new ArgumentException($"{property.DeclaringType!.Name}.{property.Name}: a fact is a nullable DateOnly, Month, int, decimal, bool or a string."),
        };
    }

    /// <summary>A fact of a described programme: a column whose name and type are known only when it runs.</summary>
    internal FactColumn(string column, string label, string sqlType, Type type, Func<object, object?> get, Action<object, object?> set) =>
        (Name, Column, Label, Unit, SqlType, Type, this.get, this.set) = (column, column, label, "", sqlType, type, get, set);

    public string Name { get; }
    public string Column { get; }
    public string Label { get; }
    public string Unit { get; }
    public string SqlType { get; }
    public Type Type { get; }

    public static IReadOnlyList<FactColumn> Of(Type facts) => known.GetOrAdd(facts, type => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => new FactColumn(p))]);

    public object? Get(object facts) => get(facts);

    /// <summary>As the database gives it.</summary>
    public void Set(object facts, object? value) => set(facts, value switch
    {
        null or DBNull => null,
        DateOnly day when Type == typeof(Month?) => Month.Of(day),
        DateTime moment => Type == typeof(Month?) ? Month.Of(DateOnly.FromDateTime(moment)) : DateOnly.FromDateTime(moment),
        IConvertible number when Type == typeof(int?) => number.ToInt32(CultureInfo.InvariantCulture),
        IConvertible number when Type == typeof(decimal?) => number.ToDecimal(CultureInfo.InvariantCulture),
        _ => value,
    });

    /// <summary>As the database takes it, written out.</summary>
    public string Literal(object facts) => (Get(facts) switch
    {
        null => "null",
        Month month => $"'{month.First:yyyy-MM-dd}'",
        DateOnly day => $"'{day:yyyy-MM-dd}'",
        bool flag => flag ? "true" : "false",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => throw new InvalidOperationException($"No literal for {other}."),
    }) + "::" + SqlType;

    public string Show(object facts) => Get(facts) switch
    {
        null => "",
        DateOnly day => Dates.Format(day),
        bool flag => flag ? "是" : "否",
        decimal number => $"{number:0.####} {Unit}".TrimEnd(),
        int number => $"{number} {Unit}".TrimEnd(),
        var other => other.ToString()!,
    };

    static string Snake(string name)
    {
        var snake = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }
        return snake.ToString();
    }
}
