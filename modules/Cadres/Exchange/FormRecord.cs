namespace OrgWork.Cadres;

/// <summary>A cadre's record as far as the form has it.</summary>
sealed record FormRecord(Guid Id, Guid PersonId, string LocalityPath, int Version, string? IdentityMask, string UnitName, Columns Columns, IReadOnlyList<FormFamilyRow> Family, IReadOnlyList<(Month From, string Name)> Posts, Guid? PhotoId, byte[]? PhotoSha256)
{
    public string Name => Columns.Text("name");
    /// <summary>How people tell namesakes apart: name, month of birth, post.</summary>
    public string Line => $"{Name}　{(Columns.Date("birth_on") is { } birth ? Month.Of(birth).ToString() : "出生未填")}　{(Columns.Text("post_title") is { Length: > 0 } post ? post : UnitName)}";

    static readonly string Selected = string.Concat(CadreFiles.Register.Fields.Where(field => field.Kind is not (FieldKind.Identity or FieldKind.Unit or FieldKind.Row)).Select(field => ", c." + field.Column));

    /// <summary>Those of these cadres that are in sight, in one round trip.</summary>
    public static async Task<IReadOnlyDictionary<Guid, FormRecord>> LoadAsync(Db db, IEnumerable<Guid> cadres, CancellationToken stop) => await db.QueryManyAsync($"""
        select c.id as form_id, c.person_id as form_person, c.locality_path as form_place, c.version as form_version, c.identity_mask as form_mask, u.name as form_unit{Selected}
          from cadre c left join org.unit u on u.id = c.unit_id where c.id = any(@ids) and c.removed_at is null;
        select id as form_id, cadre_id as form_cadre, version as form_version, name, relation, relation_text, birth_on, politics, politics_text, workplace, situation
          from cadre_family where cadre_id = any(@ids) and removed_at is null order by rank_order, id;
        select cadre_id as form_cadre, began_on, unit_name || post_name as title from cadre_post where cadre_id = any(@ids) and removed_at is null and is_main order by began_on;
        select distinct on (cadre_id) cadre_id as form_cadre, id as form_id, sha256 from cadre_photo where cadre_id = any(@ids) and removed_at is null order by cadre_id, created_at desc, id desc
        """, new { ids = cadres.Distinct().ToArray() }, async grid =>
    {
        var (people, family, posts, photos) = (Rows(await grid.ReadAsync()), Rows(await grid.ReadAsync()), Rows(await grid.ReadAsync()), Rows(await grid.ReadAsync()));
        var relatives = family.ToLookup(row => (Guid)row["form_cadre"]!, row => new FormFamilyRow((Guid)row["form_id"]!, (int)row["form_version"]!, new Columns(row)));
        var careers = posts.ToLookup(row => (Guid)row["form_cadre"]!, row => (Month.Of((DateOnly)row["began_on"]!), (string)row["title"]!));
        var pictures = photos.ToDictionary(row => (Guid)row["form_cadre"]!);
        return people.Select(row => new FormRecord((Guid)row["form_id"]!, (Guid)row["form_person"]!, (string)row["form_place"]!, (int)row["form_version"]!, row["form_mask"] as string, row["form_unit"] as string ?? "", new Columns(row),
            [.. relatives[(Guid)row["form_id"]!]], [.. careers[(Guid)row["form_id"]!]],
            pictures.GetValueOrDefault((Guid)row["form_id"]!)?["form_id"] as Guid?, pictures.GetValueOrDefault((Guid)row["form_id"]!)?["sha256"] as byte[])).ToDictionary(record => record.Id);
    }, stop);

    static List<Dictionary<string, object?>> Rows(IEnumerable<dynamic> rows) => [.. rows.Select(row => ((IDictionary<string, object?>)row).ToDictionary())];
}

sealed record FormFamilyRow(Guid Id, int Version, Columns Columns);
