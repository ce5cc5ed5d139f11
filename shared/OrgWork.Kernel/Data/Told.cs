using Npgsql;

namespace OrgWork.Kernel;

/// <summary>What the triggers refuse, they refuse in words for the person who asked.</summary>
public static class Told
{
    /// <returns>those words; null of any other fault of the database</returns>
    public static string? Words(PostgresException fault) => fault.SqlState is "OW002" or "OW003" or "OW004" or "OW005" or "OW006" or "OW007" ? fault.MessageText : null;
}
