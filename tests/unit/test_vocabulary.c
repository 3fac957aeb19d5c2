/* The lists of codes: all load, point to what exists, and are found again;
 * broken ones say where and what. */
#include <ecocrime/vocabulary.h>

#include "eco_fold.h"
#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_resolve.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdint.h>

static eco_ctx *ctx;

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || !scratch_make() ||
           !scratch_folder("layers") || !scratch_folder("layers/vocabulary");
}

static int teardown(void **state)
{
    (void)state;
    eco_layers_override(ctx, NULL);
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static eco_vocabulary *load(const char *name)
{
    eco_vocabulary *v = NULL;

    if (eco_vocabulary_load(ctx, name, NULL, &v))
        fail_msg("%s", eco_ctx_message(ctx));
    return v;
}

/* Every list loads (which checks its links) and has a row in "vocabulary";
 * every status is in "verification". */
static void every_list_loads_and_is_listed(void **state)
{
    const char *const *names = NULL;
    eco_vocabulary *all = load("vocabulary"), *statuses = load("verification");
    size_t n = 0;

    (void)state;
    assert_int_equal(eco_vocabulary_names(ctx, NULL, &names), ECO_OK);
    for (; names[n]; n++) {
        eco_vocabulary *v = load(names[n]);

        assert_non_null(eco_vocabulary_find(all, NULL, names[n]));
        assert_string_equal(eco_vocabulary_name(v), names[n]);
        for (size_t i = 0; i < eco_vocabulary_count(v); i++) {
            const eco_term *t = eco_vocabulary_term(v, i), *found = NULL;
            const char status[2] = {t->status, '\0'};

            assert_non_null(eco_vocabulary_find(statuses, NULL, status));
            assert_ptr_equal(eco_vocabulary_find(v, NULL, t->code), t);
            for (int l = 0; l < ECO_LANGUAGES; l++) {
                eco_status st =
                    eco_vocabulary_match(ctx, v, t->titles[l], &found);

                if (st || (found != t && found->level >= t->level))
                    fail_msg("%s '%s': %s", names[n], t->titles[l],
                             st ? eco_ctx_message(ctx) : found->code);
            }
        }
        eco_vocabulary_destroy(v);
    }
    assert_int_equal(eco_vocabulary_count(all), n);
    eco_vocabulary_names_free(names);
    eco_vocabulary_destroy(all);
    eco_vocabulary_destroy(statuses);
}

/* Counts of METHODS 1 and of the classifications. */
static void lists_are_whole(void **state)
{
    eco_vocabulary *iccs = load("iccs"), *domain = load("domain"),
                   *phase = load("phase");
    int section = 0, domains = 0, subtypes = 0;
    size_t phases = 0;

    (void)state;
    for (size_t i = 0; i < eco_vocabulary_count(iccs); i++) {
        const eco_term *t = eco_vocabulary_term(iccs, i);
        size_t n = strlen(t->code);

        section += strncmp(t->code, "10", 2) == 0;
        /* a code of ICCS is that of its parent and one digit more (two at the
         * second level) */
        if (t->parent)
            assert_true(strncmp(t->code, t->parent, strlen(t->parent)) == 0 &&
                        strlen(t->parent) == (n == 4 ? 2 : n - 1));
        else
            assert_int_equal(n, 2);
    }
    assert_int_equal(section, 23);
    for (size_t i = 0; i < eco_vocabulary_count(domain); i++) {
        const eco_term *t = eco_vocabulary_term(domain, i);

        domains += !t->parent;
        subtypes += t->parent != NULL;
        assert_true(t->nlinks > 0);
        assert_string_equal(t->links[0].relation, "primary");
        assert_string_equal(t->links[0].vocabulary, "iccs");
    }
    assert_int_equal(domains, 8);
    assert_int_equal(subtypes, 18);
    /* the same words as the assessment file takes */
    for (int i = 0; eco_domains[i]; i++, domains--) {
        const eco_term *t = eco_vocabulary_find(domain, NULL, eco_domains[i]);

        assert_non_null(t);
        assert_null(t->parent);
    }
    assert_int_equal(domains, 0);
    for (; eco_phases[phases]; phases++)
        assert_non_null(eco_vocabulary_find(phase, NULL, eco_phases[phases]));
    assert_int_equal(phases, eco_vocabulary_count(phase));
    eco_vocabulary_destroy(phase);
    eco_vocabulary_destroy(iccs);
    eco_vocabulary_destroy(domain);
}

/* The code of the country's region of one kind, or NULL. */
static const char *region_of(const eco_term *t, const char *relation)
{
    for (size_t i = 0; i < t->nlinks; i++)
        if (strcmp(t->links[i].relation, relation) == 0)
            return t->links[i].code;
    return NULL;
}

static void countries_stand_in_their_regions(void **state)
{
    eco_vocabulary *country = load("country"), *region = load("region");
    int without = 0;

    (void)state;
    assert_int_equal(eco_vocabulary_count(country), 249);
    for (size_t i = 0; i < eco_vocabulary_count(country); i++) {
        const eco_term *t = eco_vocabulary_term(country, i), *r;
        const char *top = region_of(t, "region");
        const char *sub = region_of(t, "subregion");
        const char *between = region_of(t, "intermediate");

        assert_int_equal(t->ncodes, 2);
        assert_int_equal(strlen(t->code), 3);
        assert_string_equal(t->codes[0].scheme, "alpha2");
        assert_string_equal(t->codes[1].scheme, "m49");
        assert_int_equal(strlen(t->codes[1].code), 3);
        /* a region's number is never that of a country */
        assert_null(eco_vocabulary_find(region, NULL, t->codes[1].code));
        without += !top;
        if (!top)
            continue;
        r = eco_vocabulary_find(region, NULL, top);
        assert_string_equal(r->parent, "001");
        r = eco_vocabulary_find(region, NULL, sub);
        assert_string_equal(r->parent, top);
        if (between) {
            r = eco_vocabulary_find(region, NULL, between);
            assert_string_equal(r->parent, sub);
        }
    }
    assert_int_equal(without, 1); /* Antarctica */
    assert_string_equal(eco_vocabulary_find(country, "m49", "076")->code,
                        "BRA");
    assert_string_equal(eco_vocabulary_find(country, "alpha2", "PE")->code,
                        "PER");
    assert_null(eco_vocabulary_find(country, "alpha2", "per"));
    eco_vocabulary_destroy(country);
    eco_vocabulary_destroy(region);
}

/* An independent list of the same codes, when Debian's package is there. */
static void countries_equal_those_of_iso_codes(void **state)
{
    json_t *root =
        json_load_file("/usr/share/iso-codes/json/iso_3166-1.json", 0, NULL);
    json_t *list = json_object_get(root, "3166-1"), *one;
    eco_vocabulary *country;
    size_t i;

    (void)state;
    if (!root)
        skip();
    country = load("country");
    assert_int_equal(json_array_size(list), eco_vocabulary_count(country));
    json_array_foreach(list, i, one)
    {
        const char *alpha3 = json_string_value(json_object_get(one, "alpha_3"));
        const eco_term *t = eco_vocabulary_find(country, NULL, alpha3);

        if (!t)
            fail_msg("%s is missing", alpha3);
        assert_string_equal(t->codes[0].code,
                            json_string_value(json_object_get(one, "alpha_2")));
        assert_string_equal(t->codes[1].code,
                            json_string_value(json_object_get(one, "numeric")));
    }
    eco_vocabulary_destroy(country);
    json_decref(root);
}

static void folding(void **state)
{
    static const char *const cases[][2] = {
        {"Côte d’Ivoire", "cote d ivoire"},
        {"  COTE\tD'IVOIRE.", "cote d ivoire"},
        {"São Tomé e Príncipe", "sao tome e principe"},
        {"Sa\xcc\x83o", "sao"}, /* the tilde a character of its own */
        {"Œuvre ÆØÅ ß ŁÓDŹ ığ", "oeuvre aeoa ss lodz ig"},
        {"Ünïcödé—Straße", "unicode strasse"},
        {"\xd0\xa0 5", "\xd0\xa0 5"}, /* not Latin: as it is */
        {"a\xff\xffz", "a z"},
        {"«¿¡»", ""}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eco_str out = {0};

        eco_fold(&out, cases[i][0]);
        assert_string_equal(eco_str_text(&out), cases[i][1]);
        eco_str_clear(&out);
    }
}

static void expect_match(const eco_vocabulary *v, const char *title,
                         const char *code)
{
    const eco_term *t = NULL;

    if (eco_vocabulary_match(ctx, v, title, &t))
        fail_msg("%s", eco_ctx_message(ctx));
    assert_string_equal(t->code, code);
}

static void titles_are_found_in_any_language(void **state)
{
    eco_vocabulary *v = load("country"), *iccs = load("iccs");
    const eco_term *t;

    (void)state;
    expect_match(v, "brasil", "BRA");
    expect_match(v, "BRÉSIL", "BRA");
    expect_match(v, "cote d'ivoire", "CIV");
    expect_match(v, "Costa do Marfim", "CIV");
    expect_match(v, "Bolivia", "BOL");
    expect_match(v, "russia", "RUS");
    expect_match(v, "Republica Democratica del Congo", "COD");
    expect_match(iccs, "mineracao ilegal", "10043");
    expect_match(iccs, "other acts against the natural environment", "1009");
    assert_int_equal(eco_vocabulary_match(ctx, v, "Atlantis", &t),
                     ECO_NOTFOUND);
    assert_null(t);
    assert_int_equal(eco_vocabulary_match(ctx, v, "", &t), ECO_NOTFOUND);
    eco_vocabulary_destroy(v);
    eco_vocabulary_destroy(iccs);
}

#define HEAD                                                                   \
    "code,parent,title_en,title_es,title_fr,title_pt,unofficial,also,note,"    \
    "source,status"

/* Text of a list and what is wrong with it. */
static const char *const broken[][2] = {
    {"", "1: holds no term"},
    {HEAD "\n", "1: holds no term"},
    {"code\na\n", "1: column 'parent' is missing"},
    {HEAD ",code\n", "1: column 'code' comes twice"},
    {HEAD ",colour\n", "1: column 'colour' is unknown; columns are code,"},
    {HEAD ",code:\n", "1: column 'code:': write code:SCHEME or RELATION:LIST"},
    {HEAD "\na,,A,A,A,A,,,,us,D\n\nb,,A,A,A,A\n",
     "4: has 6 cells, the header 11"},
    {HEAD "\n,,A,A,A,A,,,,us,D\n", "2: has no code"},
    {HEAD "\na b,,A,A,A,A,,,,us,D\n", "2: code 'a b' is not of at most 40"},
    {HEAD "\na,,A,A,,A,,,,us,D\n", "2: 'a' has no title_fr; give one"},
    {HEAD "\na,,A,A,A,A,es de,,,us,D\n",
     "2: unofficial: 'de' is no language; allowed: en, es, fr, pt"},
    {HEAD "\na,,A,A,A,A,,,,,D\n", "2: 'a' has no source; name where"},
    {HEAD "\na,,A,A,A,A,,,,us,X\n",
     "2: status 'X' is unknown; allowed: V verified"},
    {HEAD "\na,,A,A,A,A,,,,us,\n", "2: status '' is unknown"},
    {HEAD "\na,,A,A,A,A,,,,us,D\na,,B,B,B,B,,,,us,D\n",
     "3: code 'a' is that of line 2 too; codes are unique"},
    {HEAD ",code:x\na,,A,A,A,A,,,,us,D,7\nb,,B,B,B,B,,,,us,D,7\n",
     "3: x code '7' is that of line 2 too; codes are unique"},
    {HEAD "\nalpha,,A,A,A,A,,,,us,D\nb,alhpa,B,B,B,B,,,,us,D\n",
     "3: parent 'alhpa' of 'b' is no code of this list; did you mean 'alpha'?"},
    {HEAD "\na,b,A,A,A,A,,,,us,D\nb,a,B,B,B,B,,,,us,D\n",
     "2: the parents of 'a' go round in a circle"},
    {HEAD "\na,a,A,A,A,A,,,,us,D\n", "2: the parents of 'a' go round"},
    {HEAD "\na,,A\xe9,A,A,A,,,,us,D\n", "2: is not UTF-8; save the file as"},
    {HEAD "\na,,\"A,A,A,A,,,,us,D\n", "2: a quote is not closed"},
    {HEAD ",primary:iccs\na,,A,A,A,A,,,,us,D,10043 10047\n",
     "2: primary:iccs: '10047' is no code of layers/vocabulary/list_iccs.csv"},
};

static void broken_lists_say_where_and_what(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        char want[200];
        eco_vocabulary *v = NULL;

        snprintf(want, sizeof want, "layers/vocabulary/list_mine.csv:%s",
                 broken[i][1]);
        assert_true(
            scratch_write("layers/vocabulary/list_mine.csv", broken[i][0]));
        assert_int_equal(
            eco_vocabulary_load(ctx, "mine", scratch("layers"), &v),
            ECO_FORMAT);
        assert_null(v);
        assert_string_equal(eco_ctx_message(ctx),
                            strstr(eco_ctx_message(ctx), want));
        assert_null(strchr(eco_ctx_message(ctx), '\n'));
    }
}

static void a_folder_adds_a_list(void **state)
{
    const eco_term *t = NULL;
    eco_vocabulary *v = NULL;

    (void)state;
    assert_true(scratch_write(
        "layers/vocabulary/list_mine.csv",
        "\xef\xbb\xbf" HEAD ",code:x,primary:iccs\r\n"
        "b,a,\"Be, too\",Be,Be,Be,es fr,Bee;Buh,,us,A,2,10043 1001\r\n"
        "a,,A,A,A,A,,,,us,D,,\r\nc,,Bé,C,C,C,,,,us,D,,\r\n"));
    assert_int_equal(eco_vocabulary_load(ctx, "mine", scratch("layers"), &v),
                     ECO_OK);
    t = eco_vocabulary_find(v, "x", "2");
    assert_string_equal(t->code, "b");
    assert_int_equal(t->level, 1);
    assert_int_equal(t->unofficial,
                     1U << ECO_LANGUAGE_ES | 1U << ECO_LANGUAGE_FR);
    assert_int_equal(t->nlinks, 2);
    assert_string_equal(t->links[1].code, "1001");
    expect_match(v, "buh", "b");
    assert_int_equal(eco_vocabulary_match(ctx, v, "BE", &t), ECO_USAGE);
    assert_string_equal(eco_ctx_message(ctx),
                        "several terms of mine have this title: b, c; give "
                        "the code");
    eco_vocabulary_destroy(v);
    /* one that links to no list */
    assert_true(scratch_write("layers/vocabulary/list_mine.csv",
                              HEAD ",like:none\na,,A,A,A,A,,,,us,D,b\n"));
    assert_int_equal(eco_vocabulary_load(ctx, "mine", scratch("layers"), &v),
                     ECO_FORMAT);
    assert_non_null(strstr(eco_ctx_message(ctx),
                           "there is no vocabulary 'none'; there are "
                           "activity, column_role, country,"));
    assert_int_equal(eco_layers_override(ctx, NULL), ECO_OK);
    assert_int_equal(eco_vocabulary_load(ctx, "mine", NULL, &v), ECO_NOTFOUND);
}

static void every_allocation_may_fail(void **state)
{
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;

    (void)state;
    for (size_t n = 0; st != ECO_OK; n++) {
        const eco_term *t = NULL;
        eco_vocabulary *v = NULL;

        eco_mem_fail_after(n);
        st = eco_vocabulary_load(ctx, "activity", NULL, &v);
        if (!st)
            st = eco_vocabulary_match(ctx, v, "Ruído", &t);
        eco_mem_fail_after(SIZE_MAX);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        eco_vocabulary_destroy(v);
        assert_int_equal(eco_mem_live(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_list_loads_and_is_listed),
        cmocka_unit_test(lists_are_whole),
        cmocka_unit_test(countries_stand_in_their_regions),
        cmocka_unit_test(countries_equal_those_of_iso_codes),
        cmocka_unit_test(folding),
        cmocka_unit_test(titles_are_found_in_any_language),
        cmocka_unit_test(broken_lists_say_where_and_what),
        cmocka_unit_test(a_folder_adds_a_list),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
