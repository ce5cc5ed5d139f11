namespace OrgWork.Cadres;

/// <summary>Levels and ranks since when they are held, titles and awards of the invented city's cadres.</summary>
static class SetDemo
{
    public const string Sql = """
        alter table cadres.cadre_level disable trigger user; alter table cadres.cadre_title disable trigger user; alter table cadres.cadre_award disable trigger user;
        insert into cadres.cadre_level (id, cadre_id, locality_path, rank_order, level, began_on, document_no) select md5('level' || c.id::text)::uuid, c.id, c.locality_path, 10, c.level, c.level_began_on, '任〔' || extract(year from c.level_began_on) || '〕' || 1 + ('x' || left(md5(c.id::text), 4))::bit(16)::int % 90 || '号' from cadres.cadre c where c.level is not null and c.level_began_on is not null;
        insert into cadres.cadre_level (id, cadre_id, locality_path, rank_order, rank, began_on, document_no) select md5('rank' || c.id::text)::uuid, c.id, c.locality_path, 20, c.rank, c.rank_began_on, '职级〔' || extract(year from c.rank_began_on) || '〕' || 1 + ('x' || left(md5(c.id::text), 4))::bit(16)::int % 90 || '号' from cadres.cadre c where c.rank is not null and c.rank_began_on is not null;
        insert into cadres.cadre_award (id, cadre_id, locality_path, rank_order, award, approved_on, organ, document_no, organ_level, organ_nature, level_then)
        select md5('award' || c.id::text || k.n)::uuid, c.id, c.locality_path, 10 * k.n, case when w.lot % 29 = 0 then '01113' when w.lot % 7 = 0 then '01114' else '01115' end, $2 - 90 - 400 * k.n - w.lot % 300, '上级党委', '令〔' || extract(year from $2 - 90 - 400 * k.n - w.lot % 300) || '〕' || 1 + w.lot % 40 || '号', '105', '15', c.level
        from cadres.cadre c cross join generate_series(1, 2) k (n) cross join lateral (select ('x' || left(md5(c.id::text || k.n || 'award'), 6))::bit(24)::int as lot) w where c.status = '1' and w.lot % 5 = 0;
        insert into cadres.cadre_title (id, cadre_id, locality_path, rank_order, title, name, gained_on, way, body)
        select md5('title' || c.id::text)::uuid, c.id, c.locality_path, 10, v.code, nullif(c.technical_title, v.name), $2 - 1200 - ('x' || left(md5(c.id::text), 4))::bit(16)::int % 3000, '1', '市职称评审委员会' from cadres.cadre c join (values ('082', '高级工程师'), ('083', '工程师'), ('084', '助理工程师'), ('092', '高级农艺师'), ('093', '农艺师'), ('122', '高级经济师'), ('123', '经济师'), ('132', '高级会计师'), ('133', '会计师'), ('052', '高级教师'), ('053', '一级教师'), ('232', '副主任医师'), ('233', '主治医师')) v (code, name) on c.technical_title = v.name;
        alter table cadres.cadre_level enable trigger user; alter table cadres.cadre_title enable trigger user; alter table cadres.cadre_award enable trigger user
        """;
}
