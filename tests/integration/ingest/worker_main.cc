#include "ingest/publisher.h"

int main() {
  return sen::ingest::run_worker();
}
