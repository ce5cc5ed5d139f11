namespace OrgWork.Kernel;

/// <summary>A code table: what is stored, what is shown, in the order of the standard.</summary>
/// <param name="Source">the standard or document that defines it</param>
public sealed record CodeSet(string Id, string Name, string Source, IReadOnlyList<Code> Codes)
{
    readonly Dictionary<string, Code> byValue = Codes.ToDictionary(code => code.Value);

    /// <summary>The name of a code; an unknown code is shown as it is and never lost.</summary>
    public string NameOf(string value) => byValue.TryGetValue(value, out var code) ? code.Name : value;
    /// <summary>Whether it was chosen once and is offered no more.</summary>
    public bool IsClosed(string value) => byValue.TryGetValue(value, out var code) && code.IsClosed;
    public bool Has(string value) => byValue.ContainsKey(value);
    /// <summary>What offices also call some codes, in sheets that come in: 大学本科 for 大学. Name, then code.</summary>
    public IReadOnlyDictionary<string, string> AlsoCalled { get; init; } = new Dictionary<string, string>();
    /// <summary>For imports and pasted text: the code whose name this is, or that is also called so.</summary>
    public Code? Named(string name) => Codes.FirstOrDefault(code => code.Name == name && !code.IsClosed) ?? (AlsoCalled.TryGetValue(name, out var value) ? byValue.GetValueOrDefault(value) : null);
}

public sealed record Code(string Value, string Name)
{
    /// <summary>Still the name of what was chosen once, and offered no more.</summary>
    public bool IsClosed { get; init; }
}
