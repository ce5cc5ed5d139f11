namespace OrgWork.Cadres;

/// <summary>管理权限 (C1.5): whose committee manages a cadre or a seat changes the record, assesses and appoints; whoever stands below reads.</summary>
static class Keeping
{
    /// <summary>What nobody has entered is no unit's to decide: it is kept where the cadre is at home, until somebody there says that the unit manages the person.</summary>
    public static LocalityKind? From(string? management) => management switch { "01" or "02" => LocalityKind.Province, "03" => LocalityKind.City, "04" => LocalityKind.County, "09" => null, _ => LocalityKind.Village };

    /// <returns>the place that manages it, where the one who asks has not this right there</returns>
    public static Locality? Above(Here here, string path, string permission, params IEnumerable<string?> managements)
    {
        if (managements.Select(From).Where(kind => kind is not null).Min() is not { } kind || here.Localities.UpTo(path, kind) is not { } keeper) return null;
        return here.User.PermissionsAt(keeper).Contains(permission) ? null : keeper;
    }

    /// <summary>Where a deed has the rows alone.</summary>
    /// <returns>who manages the cadre, where that is a place above the one that is worked in</returns>
    public static async Task<string?> BelowAsync(Db db, Guid cadre, CancellationToken stop)
    {
        if (await db.FirstAsync<(string? Management, string Path)?>("select management, locality_path from cadre where id = @cadre", new { cadre }, stop) is not { } one || From(one.Management) is not { } kind) return null;
        // The nearest place of that kind or higher, and the highest there is where none is: as above.
        return await db.FirstAsync<string>("select name from (select name, path from org.locality where starts_with(@Path, path) order by kind <= @kind desc, case when kind <= @kind then -length(path) else length(path) end limit 1) keeper where not starts_with(path, @Top)", new { kind = (int)kind, one.Path, db.Scope.Top }, stop);
    }

    /// <summary>What somebody at this level, managed so, has to report (rules A16; 《领导干部报告个人有关事项规定》).</summary>
    public static IReadOnlyList<string> Duties(string? level, string? rank, RuleTerms terms) => [
        .. level is "1A21" or "1A22" or "1A31" or "1A32" || rank is "R01" or "R02" or "R03" or "R04" or "R05" or "R06" ? (string[])[$"个人有关事项：每年 {terms.Int("month")} 月 {terms.Int("day")} 日前集中报告，发生变化 {terms.Int("days")} 日内报告"] : [],
        .. level is "1A21" or "1A22" or "1A31" or "1A32" or "1A41" or "1A42" ? (string[])["年度述职述廉"] : [],
        .. level is null ? [] : (string[])["操办婚丧喜庆、出国（境）等按管理权限报告"]];
}
