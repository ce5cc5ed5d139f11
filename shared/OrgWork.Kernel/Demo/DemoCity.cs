using Npgsql;

namespace OrgWork.Kernel;

public enum DemoSize { Small, County, City }

/// <summary>
/// An invented city, the same for the same seed. The kernel makes localities and units; each module fills its own tables.
/// No name in it belongs to a real place or person.
/// </summary>
public sealed class DemoCity(DemoSize size, int seed, NpgsqlConnection connection, LocalityTree localities, IReadOnlyList<DemoUnit> units, Func<string, byte[]> identityIndex, Func<Guid, string, byte[]> identityCipher)
{
    public DemoSize Size { get; } = size;
    /// <summary>An administrator's connection: not bound by row security, may COPY.</summary>
    public NpgsqlConnection Connection { get; } = connection;
    public LocalityTree Localities { get; } = localities;
    public IReadOnlyList<DemoUnit> Units { get; } = units;
    /// <summary>The blind index of an identity number.</summary>
    public Func<string, byte[]> IdentityIndex { get; } = identityIndex;
    /// <summary>An identity number encrypted for the person of this id.</summary>
    public Func<Guid, string, byte[]> IdentityCipher { get; } = identityCipher;

    /// <summary>One for the whole city, so that no two modules give out the same number.</summary>
    public IdentityNumbers IdentityNumbers { get; } = new();

    /// <summary>Each part of the city draws from its own stream, so that one part's growth does not change another.</summary>
    public Random RandomFor(string part) => new(HashCode(part));

    int HashCode(string part) => part.Aggregate(seed, (hash, letter) => unchecked(hash * 31 + letter));
}

/// <summary>A unit (机构) of the invented city.</summary>
public sealed record DemoUnit(Guid Id, string Name, string LocalityPath, string Kind);
