namespace OrgWork.Host;

/// <summary>Localities as rows; what hosts keep in memory may still be from before the change that is being made.</summary>
static class LocalityRows
{
    /// <summary>Dapper wants the width of the enumeration.</summary>
    public const string Columns = "id, code, name, short_name, kind::int as kind, parent_id, path, rank_order";

    public static async Task<LocalityTree> ReadTreeAsync(Db db, CancellationToken stop) =>
        new([.. await db.QueryAsync<Locality>($"select {Columns} from org.locality where kind < 6 and (valid_to is null or valid_to > current_date)", null, stop)]);
}
